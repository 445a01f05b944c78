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

/** A number that asks for attention; `label` says it in words. Nothing at zero. */
export function CountBadge({ count, label, most = 99 }: { count: number; label: string; most?: number }) {
  if (count <= 0) return null;
  return (
    <span class="badge badge--count">
      <span aria-hidden="true">{count > most ? `${most}+` : count}</span>
      <span class="hidden-visually">{label}</span>
    </span>
  );
}
