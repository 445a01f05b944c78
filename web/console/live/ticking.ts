import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

const EVERY_MS = 15_000;

/** The time, moving in steps that are fine enough for "4 min". */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), EVERY_MS);

/** Seconds until a moment, counted down while the element is there; null when there is none. */
export function useSecondsUntil(at: number | null): number | null {
  const [, tick] = useState(0);
  useEffect(() => {
    if (at === null) return;
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}
