// Timers that run in hidden tabs too. Browsers let the timers of a tab that has been hidden for five minutes run once a minute:
// too rarely for a heartbeat, so the server would hang up on an operator who looks at another tab. Workers keep their pace.
import type { Ports } from "./ports";

/** A `timer` for the ports of a page that has to stay online while hidden. Falls back to the page's timers without a worker. */
export function steadyTimer(): Ports["timer"] {
  const waiting = new Map<number, { at: number; run: () => void }>();
  let last = 0;
  let worker: Worker | null = null;
  const ring = (id: number) => {
    const timer = waiting.get(id);
    waiting.delete(id);
    timer?.run();
  };
  const fallBack = () => {
    worker = null;
    for (const [id, timer] of waiting) setTimeout(() => ring(id), timer.at - Date.now());
  };
  try {
    worker = new Worker(new URL("./metronome.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<number>) => ring(event.data);
    worker.onerror = fallBack;
  } catch {
    worker = null;
  }
  return (ms, run) => {
    const id = ++last;
    waiting.set(id, { at: Date.now() + ms, run });
    if (worker) worker.postMessage({ id, ms });
    else setTimeout(() => ring(id), ms);
    return () => void waiting.delete(id);
  };
}
