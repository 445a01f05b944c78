/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Read `#rgb` or `#rrggbb`; anything else is null. */
export function parseHex(text: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  const digits = short ? short.slice(1).map((digit) => digit + digit) : /^#(..)(..)(..)$/.exec(text.trim())?.slice(1);
  if (!digits) return null;
  const parts = digits.map((part) => (/^[0-9a-f]{2}$/i.test(part) ? parseInt(part, 16) : Number.NaN));
  return parts.some(Number.isNaN) ? null : [parts[0]!, parts[1]!, parts[2]!];
}

/** Relative luminance, 0 (black) to 1 (white), after WCAG 2.2. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever can be read better on the ground, and how well. */
export function readableOn(ground: Rgb): { ink: "#000000" | "#ffffff"; ratio: number } {
  const onWhite = contrast(ground, [255, 255, 255]);
  const onBlack = contrast(ground, [0, 0, 0]);
  return onWhite >= onBlack ? { ink: "#ffffff", ratio: onWhite } : { ink: "#000000", ratio: onBlack };
}
