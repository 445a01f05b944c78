import { describe, expect, test } from "vitest";
import type { Chat, Entry } from "../../protocol/protocol";
import { advance, excerpt, Gap, lengthOf, mergeMarks } from "../advance";

interface Case {
  name: string;
  chat: Chat;
  entry: Entry;
  expected: Chat;
}

const files = import.meta.glob<{ cases: Case[] }>("../../protocol/fixtures/*.json", { eager: true, import: "default" });
const cases = Object.values(files).flatMap((file) => file.cases ?? []);
const chat: Chat = { id: "cht_1", site_id: "sit_1", state: "waiting", started_at: "2026-01-01T00:00:00Z", last_position: 3 };
const said = (position: number, text = "hi"): Entry => ({
  kind: "message", position, created_at: "2026-01-01T00:00:01Z", author: "visitor", text, client_id: "12345678",
});

describe.skipIf(Object.keys(files).length === 0)("the fixtures shared with Python", () => {
  test("there are some", () => expect(cases.length).toBeGreaterThan(0));
  test.each(cases.map((each) => [each.name, each] as const))("%s", (_name, each) => {
    expect(advance(each.chat, each.entry)).toEqual(each.expected);
  });
});

test("an entry that is known already changes nothing", () => expect(advance(chat, said(3))).toBe(chat));

test("an entry beyond the next is a gap", () => expect(() => advance(chat, said(5))).toThrow(Gap));

test("a message becomes the last text", () => {
  expect(advance(chat, said(4, " a\n b "))).toMatchObject({ last_position: 4, last_text: "a b", last_author: "visitor" });
});

test("an operator who takes the chat again stands in the list once, and last", () => {
  const ada = { id: "opr_ada", name: "Ada" };
  const ben = { id: "opr_ben", name: "Ben" };
  const taken: Entry = { kind: "taken", position: 4, created_at: "2026-01-01T00:00:01Z", operator: ada };
  expect(advance({ ...chat, operators: [ada, ben] }, taken)).toMatchObject({ state: "active", operator_id: ada.id, operators: [ben, ada] });
});

test("an end and a rating are kept, and a later rating replaces the first", () => {
  const ended = advance(chat, { kind: "ended", position: 4, created_at: "2026-01-01T00:00:02Z", by: "operator" });
  expect(ended).toMatchObject({ state: "ended", ended_by: "operator" });
  const rated = advance(ended, { kind: "rated", position: 5, created_at: "2026-01-01T00:00:03Z", score: 2, comment: "slow" });
  expect(advance(rated, { kind: "rated", position: 6, created_at: "2026-01-01T00:00:04Z", score: 5 }).rating).toEqual({ score: 5 });
});

test("an excerpt counts code points and cuts with an ellipsis", () => {
  expect(excerpt("😀".repeat(140))).toBe("😀".repeat(140));
  expect(excerpt("😀".repeat(141))).toBe(`${"😀".repeat(139)}…`);
});

test("an excerpt knows the white space of Python, not that of JavaScript", () => {
  expect(excerpt("a\x1c\x85b")).toBe("a b");
  expect(excerpt("a\ufeffb")).toBe("a\ufeffb");
});

test("an excerpt does not end in a space before its ellipsis", () => {
  expect(excerpt(`${"a".repeat(138)} ${"b".repeat(10)}`)).toBe(`${"a".repeat(138)}…`);
});

test("marks only grow", () => {
  expect(mergeMarks({ visitor_read: 4, operator_read: 1 }, { visitor_read: 2, operator_read: 3 })).toMatchObject({ visitor_read: 4, operator_read: 3 });
});

test("a length counts code points", () => expect(lengthOf("a😀é")).toBe(3));
