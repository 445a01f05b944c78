// Host pages with old libraries carry an Array.prototype.toJSON that makes JSON.stringify write arrays as strings.
// The widget lives on such pages, so frames are written without asking any object for its toJSON.

/** Write plain data as JSON, whatever the page did to the prototypes. Leaves out undefined members, as JSON.stringify does. */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) {
    const parts: string[] = [];
    for (let index = 0; index < value.length; index++) parts[index] = toJson(value[index]);
    return `[${parts.join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const parts: string[] = [];
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) parts.push(`${JSON.stringify(key)}:${toJson(member)}`);
    }
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
