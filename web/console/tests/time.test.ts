import { expect, it } from "vitest";
import { dayName, shortTime, since } from "../time";

const now = new Date(2026, 5, 10, 12, 0);
const at = (...parts: [number, number, number, number?]) => new Date(parts[0], parts[1], parts[2], parts[3] ?? 9).toISOString();

it("says the time today, the day this week, and the date before", () => {
  expect(shortTime(at(2026, 5, 10), now)).toBe("09:00");
  expect(shortTime(at(2026, 5, 8), now)).toBe("Mon");
  expect(shortTime(at(2026, 4, 8), now)).toBe("May 8");
  expect(shortTime(at(2025, 4, 8), now)).toBe("May 8, 2025");
});

it("names today and yesterday", () => {
  expect(dayName(at(2026, 5, 10, 1), now)).toBe("Today");
  expect(dayName(at(2026, 5, 9, 23), now)).toBe("Yesterday");
  expect(dayName(at(2026, 5, 8), now)).toBe("Monday, June 8");
});

it("says how long it has been in the largest unit, rounded down", () => {
  const ago = (seconds: number) => since(new Date(now.getTime() - seconds * 1000).toISOString(), now.getTime());
  expect([ago(5), ago(119), ago(7_100), ago(90_000)]).toEqual(["now", "1 min", "1 hr", "1 day"]);
  expect(ago(-30)).toBe("now");
});
