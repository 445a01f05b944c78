import { expect, it } from "vitest";
import { indexAt, offsetsOf, rangeFor } from "../window-model";

const offsets = offsetsOf(10_000, (index) => 20 + (index % 3) * 10);

it("knows where each row begins and how tall all are", () => {
  expect([...offsetsOf(3, (index) => index + 1)]).toEqual([0, 1, 3, 6]);
});

it("finds the row at a distance, and the end rows beyond the ends", () => {
  expect(indexAt(offsets, 0)).toBe(0);
  expect(indexAt(offsets, 19.9)).toBe(0);
  expect(indexAt(offsets, 20)).toBe(1);
  expect(indexAt(offsets, -50)).toBe(0);
  expect(indexAt(offsets, 1e9)).toBe(9_999);
});

it("draws a few rows of very many", () => {
  const range = rangeFor(offsets, 150_000, 800, 500);
  expect(range.end - range.start).toBeLessThan(80);
  expect(offsets[range.start]).toBeLessThanOrEqual(149_500);
  expect(offsets[range.end]).toBeGreaterThanOrEqual(151_300);
});

it("draws nothing of nothing", () => {
  expect(rangeFor(offsetsOf(0, () => 1), 0, 800, 500)).toEqual({ start: 0, end: 0 });
});
