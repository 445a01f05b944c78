import type { ComponentChildren } from "preact";
import { classes } from "./classes";

type Tone = "accent" | "ok" | "warn" | "danger";

/** A word about a thing. */
export function Badge({ tone, icon, children }: { tone?: Tone; icon?: ComponentChildren; children: ComponentChildren }) {
  return (
    <span class={classes("badge", tone && `badge--${tone}`)}>
      {icon}
      {children}
    </span>
  );
}

interface CountProps {
  count: number;
  label: string;
  most?: number;
  /** It is somebody else's to look at. */
  isQuiet?: boolean;
}

/** A number that asks for attention; `label` says it in words. Nothing at zero. */
export function CountBadge({ count, label, most = 99, isQuiet }: CountProps) {
  if (count <= 0) return null;
  return (
    <span class={classes("badge badge--count", isQuiet && "badge--quiet")}>
      <span aria-hidden="true">{count > most ? `${most}+` : count}</span>
      <span class="hidden-visually">{label}</span>
    </span>
  );
}
