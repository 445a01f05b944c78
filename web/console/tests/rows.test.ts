import { expect, it } from "vitest";
import type { Chat, ChatRow } from "../../protocol/protocol";
import { alertsBetween, applyRows, attention, freshRows, groupsOf, rowFollowing } from "../live/rows";

const ada = "opr_ada";
const seats = new Set([ada, "opr_ben"]);

function row(id: string, change: Partial<ChatRow> = {}): ChatRow {
  return {
    id, site_id: "sit_1", state: "active", started_at: "2026-01-01T10:00:00Z", visitor_id: "vis_1", visitor_name: "Vic",
    last_position: 5, last_text: "Hello", last_at: "2026-01-01T10:00:00Z", last_author: "visitor", operator_id: ada, unread: 0, operator_read: 5,
    ...change,
  };
}

const chat = (change: Partial<Chat> = {}): Chat => ({
  id: "a", site_id: "sit_1", state: "active", started_at: "2026-01-01T10:00:00Z", operator_id: ada, last_position: 6, last_text: "News",
  last_author: "visitor", last_at: "2026-01-01T10:05:00Z", ...change,
});

it("groups chats, the newest activity on top", () => {
  const rows = freshRows([
    row("old"),
    row("new", { last_at: "2026-01-01T11:00:00Z" }),
    row("queue", { state: "waiting", operator_id: null }),
    row("bens", { operator_id: "opr_ben" }),
    row("cleos", { operator_id: "opr_cleo_has_left" }),
    row("over", { state: "ended" }),
  ]);
  const groups = groupsOf(rows, ada, seats);
  expect(groups.mine.map((each) => each.id)).toEqual(["new", "old"]);
  expect(groups.waiting.map((each) => each.id).sort()).toEqual(["cleos", "queue"]);
  expect(groups.others.map((each) => each.id)).toEqual(["bens"]);
});

it("drops a line that is older than the known one", () => {
  const known = freshRows([row("a", { last_position: 9, operator_read: 7 })]);
  expect(applyRows(known, [row("a", { last_position: 8, operator_read: 8 })]).get("a")?.last_position).toBe(9);
  expect(applyRows(known, [row("a", { last_position: 9, operator_read: 6 })]).get("a")?.operator_read).toBe(7);
});

it("takes a line of the same age, since a visitor may have come or gone", () => {
  const known = freshRows([row("a")]);
  expect(applyRows(known, [row("a", { is_visitor_online: true })]).get("a")?.is_visitor_online).toBe(true);
});

it.each(["visitor", "operator"] as const)("takes news of the visitor although what the %s said last was read here, and not yet there", (last_author) => {
  const line = row("a", { is_visitor_online: true, operator_read: 1, last_author });
  const read = freshRows([rowFollowing(line, chat({ last_position: 5 }), 0)]);
  const news = applyRows(read, [{ ...line, is_visitor_online: false, visitor_name: "Victor" }]).get("a");
  expect(news).toMatchObject({ is_visitor_online: false, visitor_name: "Victor", operator_read: 5, unread: 0 });
});

it("does not bring an ended chat back by a late line", () => {
  const ended = applyRows(freshRows([row("a")]), [row("a", { state: "ended", last_position: 6 })]);
  const late = applyRows(ended, [row("a", { last_position: 5 })]);
  expect(groupsOf(late, ada, seats).mine).toEqual([]);
});

it("brings a line up to the chat that is followed", () => {
  const next = rowFollowing(row("a"), chat(), 1);
  expect(next).toMatchObject({ last_position: 6, last_text: "News", unread: 1, operator_read: 5 });
});

it("leaves a line alone that knows more than the chat", () => {
  const newer = row("a", { last_position: 8 });
  expect(rowFollowing(newer, chat(), 3)).toBe(newer);
});

it("counts a chat as read up to its end when nothing is unread", () => {
  expect(rowFollowing(row("a", { unread: 2 }), chat(), 0)).toMatchObject({ unread: 0, operator_read: 6 });
});

it("says who waits anew, and who wrote in one's own chat", () => {
  const before = freshRows([row("mine"), row("bens", { operator_id: "opr_ben" })]);
  const after = applyRows(before, [
    row("mine", { last_position: 6, unread: 1 }),
    row("bens", { operator_id: "opr_ben", last_position: 6, unread: 1 }),
    row("queue", { state: "waiting", operator_id: null }),
  ]);
  expect(alertsBetween(before, after, ada).map(({ kind, row: { id } }) => [kind, id])).toEqual([
    ["message", "mine"],
    ["waiting", "queue"],
  ]);
});

it("is silent about one's own words and about what was known", () => {
  const before = freshRows([row("mine", { unread: 2 }), row("queue", { state: "waiting" })]);
  const after = applyRows(before, [row("mine", { last_position: 6, last_author: "operator", unread: 2 }), row("queue", { state: "waiting", is_visitor_online: true })]);
  expect(alertsBetween(before, after, ada)).toEqual([]);
});

it("counts what asks for this operator", () => {
  const groups = groupsOf(freshRows([row("a", { unread: 3 }), row("b", { state: "waiting", unread: 4 }), row("c", { operator_id: "opr_ben", unread: 9 })]), ada, seats);
  expect(attention(groups)).toBe(4);
});
