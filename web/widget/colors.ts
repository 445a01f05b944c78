// The tenant chooses any colour; words on it and in it stay readable (WCAG 2.2, 1.4.3: at least 4.5 to 1).

export type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [17, 20, 24];
const LEAST = 4.5;

/** Read `#rgb` or `#rrggbb`; anything else becomes the house's own green. */
export function parseColor(text: string): Rgb {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1] ?? "1f6f5c";
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}

/** Contrast ratio of two colours, 1 to 21, as WCAG computes it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White where it is readable on the colour, else near-black. */
export function readableOn(color: Rgb): Rgb {
  return contrast(color, WHITE) >= LEAST ? WHITE : contrast(color, INK) >= LEAST ? INK : [0, 0, 0];
}

/** Move the colour towards white or black until it has the contrast on the ground. */
export function adjusted(color: Rgb, ground: Rgb, least = LEAST): Rgb {
  const goal: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : WHITE;
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(color, goal, share);
    if (contrast(mixed, ground) >= least) return mixed;
  }
  return goal;
}

/** A share of the other colour in the first, 0 to 1. */
export function mix(color: Rgb, other: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(color[index] * (1 - share) + other[index] * share);
  return [channel(0), channel(1), channel(2)];
}

export function css(color: Rgb): string {
  return `rgb(${color.join(" ")})`;
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
