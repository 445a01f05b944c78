import { effect, signal, type Signal } from "@preact/signals";

const PREFIX = "parlour:";

function kept<Value extends string>(name: string, allowed: readonly Value[], first: Value): Signal<Value> {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(PREFIX + name);
  } catch {
    // Storage is forbidden: preferences last as long as the page.
  }
  const value = signal<Value>(allowed.find((each) => each === stored) ?? first);
  effect(() => {
    const now = value.value;
    try {
      localStorage.setItem(PREFIX + name, now);
    } catch {
      // As above.
    }
  });
  return value;
}

export type Theme = "system" | "light" | "dark";

/** What a person prefers on this device. */
export const theme = kept<Theme>("theme", ["system", "light", "dark"], "system");
export const sound = kept<"on" | "off">("sound", ["on", "off"], "on");
export const desktop = kept<"on" | "off">("desktop", ["on", "off"], "off");
export const details = kept<"shown" | "hidden">("details", ["shown", "hidden"], "shown");

/** Let the page follow the chosen theme. */
export function followTheme(): void {
  effect(() => {
    if (theme.value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme.value;
  });
}
