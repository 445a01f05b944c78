// Dates and durations, as the person's language writes them.
import { locale } from "./messages";

const DAY_MS = 86_400_000;
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short" });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const wholeDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const longDate = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
const near = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
// Days may have 23 or 25 hours: rounding makes them whole again.
const daysBetween = (date: Date, now: Date) => Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);

/** The time of day. */
export function timeOfDay(at: string): string {
  return clock.format(new Date(at));
}

/** For a list row: the time today, the day this week, the date before. */
export function shortTime(at: string, now = new Date()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days <= 0) return clock.format(date);
  if (days < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayOfYear : wholeDate).format(date);
}

/** For a line between two days of a chat. */
export function dayName(at: string, now = new Date()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capital(near.format(-days, "day"));
  return (date.getFullYear() === now.getFullYear() ? longDay : longDate).format(date);
}

/** Whether both lie on one day where the person is. */
export function isSameDay(one: string, other: string): boolean {
  return startOfDay(new Date(one)) === startOfDay(new Date(other));
}

/** Date and time, in full. */
export function fullTime(at: string): string {
  return moment.format(new Date(at));
}

/** How long it has been, in its largest unit: "4 min"; "now" within the first minute. */
export function since(at: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  if (seconds < 60) return near.format(0, "second");
  const [amount, unit] =
    seconds < 3600 ? [seconds / 60, "minute"] : seconds < 86_400 ? [seconds / 3600, "hour"] : [seconds / 86_400, "day"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0, roundingMode: "floor" } as Intl.NumberFormatOptions).format(amount);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
