import { expect, it } from "vitest";
import type { Entry, Message } from "../../protocol/protocol";
import { logItems, type Said } from "../chats/log-items";

const said = (position: number, author: "visitor" | "operator", minute: number, change: Partial<Message> = {}): Message => ({
  kind: "message", position, author, text: `${position}`, client_id: `client-${position}`, created_at: new Date(2026, 0, 5, 12, minute).toISOString(), ...change,
});
const ends = (entries: Entry[]) =>
  logItems(entries, []).filter((item): item is Said => item.kind === "said").map((item) => [item.isFirst, item.isLast]);

it("joins what one person says in a row", () => {
  expect(ends([said(1, "visitor", 0), said(2, "visitor", 1), said(3, "operator", 2)])).toEqual([[true, false], [false, true], [true, true]]);
});

it("begins anew after a pause, and with another operator", () => {
  expect(ends([said(1, "visitor", 0), said(2, "visitor", 6)])).toEqual([[true, true], [true, true]]);
  expect(ends([said(1, "operator", 0, { operator_id: "a" }), said(2, "operator", 1, { operator_id: "b" })])).toEqual([[true, true], [true, true]]);
});

it("puts a line between two days", () => {
  const items = logItems([said(1, "visitor", 0), said(2, "visitor", 60 * 24)], []);
  expect(items.map((item) => item.kind)).toEqual(["day", "said", "day", "said"]);
});

it("keeps a bubble's key when it goes from sending to stored", () => {
  const writtenAt = new Date(2026, 0, 5, 12, 0).getTime();
  const pending = { clientId: "client-1", chatId: "cht", text: "1", writtenAt, state: "sending" as const };
  expect(logItems([], [pending]).at(-1)?.key).toBe(logItems([said(1, "operator", 0)], []).at(-1)?.key);
});

it("gives every line a key of its own, in a chat of 10,000 messages, within a frame or two", () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => said(index + 1, index % 2 ? "visitor" : "operator", index));
  const began = performance.now();
  const keys = logItems(entries, []).map((item) => item.key);
  expect(performance.now() - began).toBeLessThan(200);
  expect(new Set(keys).size).toBe(keys.length);
});
