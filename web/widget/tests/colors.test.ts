import { expect, test } from "vitest";
import { contrast, parseColor, type Rgb, readableOn } from "../colors";
import { palette } from "../palette";

const samples = ["#000", "#fff", "#ffd43b", "#1f6f5c", "#3b5bdb", "#e03131", "#777777", "#00ffff", "#ff00ff", "#868e96", "#7f7f00"];
const grounds: Record<"light" | "dark", Rgb> = { light: [243, 243, 240], dark: [39, 43, 50] };
const rgb = (text: string | undefined): Rgb => (text?.match(/\d+/g) ?? []).map(Number) as unknown as Rgb;

test.each(samples)("words on and in the tenant's colour %s keep 4.5 to 1, light and dark", (color) => {
  for (const scheme of ["light", "dark"] as const) {
    const made = palette(color, scheme);
    expect(contrast(rgb(made["--on-accent"]), rgb(made["--accent"]))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(made["--on-accent"]), rgb(made["--accent-deep"]))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(made["--accent-ink"]), grounds[scheme])).toBeGreaterThanOrEqual(4.5);
  }
});

test("every grey is readable under white or near-black", () => {
  for (let level = 0; level < 256; level++) {
    const grey: Rgb = [level, level, level];
    expect(contrast(readableOn(grey), grey)).toBeGreaterThanOrEqual(4.5);
  }
});

test("a colour that is none becomes the house's own", () => {
  expect(parseColor("url(javascript:1)")).toEqual(parseColor("#1f6f5c"));
  expect(parseColor("#ABC")).toEqual([170, 187, 204]);
});
