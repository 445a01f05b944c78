import { expect, test } from "vitest";
import { House } from "../../client/tests/house";
import { ANSWERS, CHAT, Desk, said } from "./desk";

/** Two tabs of one browser: they share the store, and hear of each other's changes a little later. */
function openTabs(): [Desk, Desk] {
  const house = new House();
  const open = (name: string) => new Desk(house.ports("visitor").store, {}, house.clock, name);
  return [open("one"), open("two")];
}

test("words written while two tabs send the same start become one message", async () => {
  const [one, two] = openTabs();
  one.session.startChat(ANSWERS);
  one.session.say("And another thing");
  await one.clock.pass(5);
  two.session.begin();
  await one.welcome();
  await two.welcome();
  const client_id = one.find("start_chat")?.client_id ?? "";
  expect(two.find("start_chat")?.client_id).toBe(client_id);
  const opened = { type: "chat_opened" as const, client_id, chat: CHAT, entries: [said(1, "Hello")] };
  await Promise.all([one.say(opened), two.say(opened)]);
  await one.clock.pass(10);
  expect(one.session.thread?.pending.map(({ text }) => text)).toEqual(["And another thing"]);
  expect(two.session.thread?.pending).toHaveLength(1);
  const ids = [one, two].flatMap((tab) => tab.commands.flatMap((each) => (each.type === "send_message" ? [each.client_id] : [])));
  expect(new Set(ids).size).toBe(1);
});

test("a tab whose line is older than the visitor says the key again, and follows the chat that the other tab began", async () => {
  const [one, two] = openTabs();
  two.session.begin();
  await two.welcome();
  one.session.startChat(ANSWERS);
  await one.welcome();
  await one.say({ type: "chat_opened", client_id: one.find("start_chat")?.client_id ?? "", chat: CHAT, entries: [said(1, "Hello")] });
  await two.clock.pass(5);
  two.session.say("From the other tab");
  const client_id = two.find("open_chat")?.client_id;
  await two.say({ type: "refused", client_id, code: "not_signed_in", message: "Please say who you are.", status: 401 });
  expect(two.session.connectionState).toBe("connecting");
  await two.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  expect(two.session.thread?.refusal).toBeNull();
  expect(two.find("send_message")?.text).toBe("From the other tab");
});

test("words that wait in one tab are not handed out when the other signs out", async () => {
  const [one, two] = openTabs();
  one.session.begin();
  await one.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  two.session.begin();
  await two.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  await two.break();
  two.session.say("Important");
  const leaving = one.session.signOut();
  await one.clock.pass(40_000);
  await leaving;
  expect([one.unsent, two.unsent]).toEqual([[], []]);
  expect([two.store.keys(""), two.session.thread]).toEqual([[], null]);
});

test("words that the other tab has sent already are not drawn a second time", async () => {
  const [one, two] = openTabs();
  one.session.startChat(ANSWERS);
  one.session.say("And another thing");
  await one.clock.pass(5);
  two.session.begin();
  await one.welcome();
  await two.welcome();
  const client_id = one.find("start_chat")?.client_id ?? "";
  const sent = { ...said(2, "And another thing"), client_id: two.session.start.current?.more[0]?.clientId ?? "" };
  await two.say({ type: "chat_opened", client_id, chat: { ...CHAT, last_position: 2 }, entries: [said(1, "Hello"), sent] });
  expect(two.session.thread?.entries).toHaveLength(2);
  expect(two.session.thread?.pending).toEqual([]);
});
