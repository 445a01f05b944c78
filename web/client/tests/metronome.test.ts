import { afterEach, expect, test, vi } from "vitest";
import { steadyTimer } from "../metronome";

/** A worker that the test lets ring. */
class HandWorker {
  static made: HandWorker[] = [];
  onmessage: (event: { data: number }) => void = () => {};
  onerror: () => void = () => {};
  readonly asked: { id: number; ms: number }[] = [];
  constructor() {
    HandWorker.made.push(this);
  }
  postMessage(message: { id: number; ms: number }): void {
    this.asked.push(message);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  HandWorker.made = [];
});

test("a bell of the worker runs its timer, once", () => {
  vi.stubGlobal("Worker", HandWorker);
  const timer = steadyTimer();
  const run = vi.fn();
  timer(500, run);
  const [worker] = HandWorker.made;
  const id = worker?.asked[0]?.id ?? 0;
  worker?.onmessage({ data: id });
  worker?.onmessage({ data: id });
  expect(run).toHaveBeenCalledTimes(1);
});

test("the bell of a cancelled timer is not heard", () => {
  vi.stubGlobal("Worker", HandWorker);
  const run = vi.fn();
  steadyTimer()(500, run)();
  const [worker] = HandWorker.made;
  worker?.onmessage({ data: worker.asked[0]?.id ?? 0 });
  expect(run).not.toHaveBeenCalled();
});

test("a page that may have no worker keeps its timers, those already set too", () => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", HandWorker);
  const timer = steadyTimer();
  const run = vi.fn();
  timer(500, run);
  HandWorker.made[0]?.onerror();
  timer(500, run);
  vi.advanceTimersByTime(600);
  expect(run).toHaveBeenCalledTimes(2);
});
