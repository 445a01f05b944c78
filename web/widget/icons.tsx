// Line icons on a 24 px grid, drawn for this widget.
import type { VNode } from "preact";

const PATHS = {
  send: "M4.5 4.8 20 12 4.5 19.2 7 12Zm2.5 7.2h6",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.2c1.7 2.7 5.3 2.7 7 0M9 9.6v.1M15 9.6v.1",
  down: "m6 9.5 6 6 6-6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.5V12l3 1.8",
  check: "m5 12.5 4.5 4.5L19 7.5",
  checks: "m2.5 12.5 4.5 4.5 8.5-9.5M11.5 16l1 1 9-9.5",
  alert: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0-12.7v5M12 16v.1",
  star: "m12 3.8 2.6 5.2 5.7.9-4.1 4 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.1-4 5.7-.9Z",
  leave: "M14.5 4.5H18a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-3.5M4.5 12h10m-3.5-3.5 3.5 3.5-3.5 3.5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): VNode {
  return (
    <svg class={`icon i-${name}`} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
