// How long to wait before trying again. Random, so that ten thousand clients of a restarted server do not come at once.

// Twice a second: a server that restarts is back by then.
const STEPS_SECONDS = [1, 1, 2, 4, 8, 15, 30];

/** Milliseconds before attempt number `attempt` (0 is the first): between half and all of 1, 1, 2, 4, 8, 15, 30, 30 ... s. */
export function backoffMs(attempt: number, random: () => number): number {
  const step = STEPS_SECONDS[Math.min(attempt, STEPS_SECONDS.length - 1)] ?? 30;
  return step * 1000 * (0.5 + random() / 2);
}
