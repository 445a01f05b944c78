import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, parseHex, type Rgb } from "../color";

const css = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)].map((found) => [found[1]!, [found[2]!, found[3]!] as const]));

const grounds = ["canvas", "surface", "raised", "sunken", "hover", "selected"];
const bubbles = ["bubble-visitor", "bubble-operator"];
const pairs: (readonly [text: string, ground: string])[] = [
  ...grounds.flatMap((ground) => ["ink", "ink-2", "ink-3", "accent-ink", "danger-ink"].map((text) => [text, ground] as const)),
  ...bubbles.flatMap((ground) => ["ink", "accent-ink"].map((text) => [text, ground] as const)),
  ...["accent", "accent-hover"].map((ground) => ["on-accent", ground] as const),
  ...["danger", "danger-hover"].map((ground) => ["on-danger", ground] as const),
  ...["accent", "danger", "warn", "ok"].map((tone) => [`${tone}-ink`, `${tone}-soft`] as const),
  ...["canvas", "surface", "hover", "selected"].map((ground) => ["warn-ink", ground] as const),
  ["ink", "danger-soft"],
  ["ink-2", "line"],
  ["on-toast", "toast"],
  ...[0, 1, 2, 3, 4, 5].map((tint) => [`on-tint-${tint}`, `tint-${tint}`] as const),
];

function rgb(name: string, scheme: 0 | 1): Rgb {
  const found = parseHex(tokens.get(name)?.[scheme] ?? "");
  if (!found) throw new Error(`There is no colour --${name}.`);
  return found;
}

describe.each([["light", 0], ["dark", 1]] as const)("in %s", (_, scheme) => {
  it.each(pairs)("%s on %s can be read (4.5:1)", (text, ground) => {
    expect(contrast(rgb(text, scheme), rgb(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["canvas", "surface", "raised"])("the edge of a control is seen on %s (3:1)", (ground) => {
    expect(contrast(rgb("line-control", scheme), rgb(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});
