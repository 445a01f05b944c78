import { expect, test } from "vitest";
import type { PendingMessage } from "../../client/thread";
import type { Entry } from "../../protocol/protocol";
import { rowsOf } from "../grouping";

const noon = new Date(2026, 4, 12, 12).getTime();
const said = (position: number, minutes: number, author: "visitor" | "operator" = "visitor"): Entry => ({
  kind: "message", position, created_at: new Date(noon + minutes * 60_000).toISOString(), author, text: "hi", client_id: `id-${position}`,
});
const line = (minutes: number): PendingMessage => ({ clientId: "new", chatId: "c", text: "hi", writtenAt: noon + minutes * 60_000, state: "sending" });
const shape = (entries: Entry[], pending: PendingMessage[] = []) =>
  rowsOf(entries, pending).map((row) => (row.kind === "group" ? `${row.author}:${row.messages.length}+${row.pending.length}` : row.kind));

test("messages of one author within five minutes stand together", () => {
  expect(shape([said(1, 0), said(2, 4), said(3, 10), said(4, 11, "operator")])).toEqual(["day", "visitor:2+0", "visitor:1+0", "operator:1+0"]);
});

test("a new day gets its own line", () => {
  expect(shape([said(1, 0), said(2, 24 * 60)])).toEqual(["day", "visitor:1+0", "day", "visitor:1+0"]);
});

test("what happened breaks a group", () => {
  const ended: Entry = { kind: "ended", position: 2, created_at: new Date(noon).toISOString(), by: "visitor" };
  expect(shape([said(1, 0), ended])).toEqual(["day", "visitor:1+0", "note"]);
});

test("what is on its way joins the visitor's last group, or stands alone", () => {
  expect(shape([said(1, 0)], [line(1)])).toEqual(["day", "visitor:1+1"]);
  expect(shape([said(1, 0, "operator")], [line(1)])).toEqual(["day", "operator:1+0", "visitor:0+1"]);
  expect(shape([], [line(0)])).toEqual(["visitor:0+1"]);
});
