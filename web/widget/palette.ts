// All colours that come from the tenant's one, for a light and for a dark screen.
import { adjusted, contrast, css, mix, parseColor, type Rgb, readableOn } from "./colors";

const GROUND: Record<Scheme, Rgb> = { light: [255, 255, 255], dark: [27, 30, 35] };
/** The lightest and the darkest ground that words in the tenant's colour stand on. */
const SOFT_GROUND: Record<Scheme, Rgb> = { light: [243, 243, 240], dark: [39, 43, 50] };

/** Below this a filled shape can hardly be told from its ground. */
const LEAST_SEEN = 1.3;

export type Scheme = "light" | "dark";

/** CSS custom properties for the scheme: `--accent` to fill, `--on-accent` to write on it, `--accent-ink` to write in it. */
export function palette(color: string, scheme: Scheme): Record<string, string> {
  const own = parseColor(color);
  const ground = GROUND[scheme];
  // A black brand on a dark screen, or a white one on a light screen, would vanish.
  const accent = contrast(own, ground) < LEAST_SEEN ? adjusted(own, ground, LEAST_SEEN) : own;
  const onAccent = readableOn(accent);
  const away: Rgb = onAccent[0] > 128 ? [0, 0, 0] : [255, 255, 255];
  const ink = adjusted(accent, SOFT_GROUND[scheme]);
  return {
    "--accent": css(accent),
    "--accent-deep": css(mix(accent, away, 0.18)),
    "--on-accent": css(onAccent),
    "--accent-ink": css(ink),
    "--accent-soft": css(mix(ground, ink, scheme === "light" ? 0.1 : 0.18)),
    "--ring": css(adjusted(accent, ground, 3)),
  };
}
