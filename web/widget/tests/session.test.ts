import { expect, test } from "vitest";
import { memoryStore, type StorePort, withMemory } from "../../client/ports";
import type { ServerEvent } from "../../protocol/protocol";
import { ANSWERS, CHAT, Desk, LOOK, said } from "./desk";

test("nothing is stored and nothing is opened before the visitor begins", () => {
  const desk = new Desk();
  desk.session.tell({ name: "Vic", identity: { externalId: "7", signature: "a".repeat(64), expiresAt: 9 } });
  expect(desk.store.keys("")).toEqual([]);
  expect(desk.session.connectionState).toBe("idle");
});

test("the first click makes a key, and the page and the key are told", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.open();
  expect(desk.store.read("key")).toBe("k".repeat(43));
  expect(desk.last).toEqual({ type: "authenticate", visitor_key: "k".repeat(43), language: "en", page: { url: "https://shop.example/" } });
});

test("a browser that stores nothing keeps its key over a reconnect, for as long as the page lives", async () => {
  const forbidden: StorePort = { read: () => null, write: () => false, keys: () => [], onChange: () => () => {} };
  const desk = new Desk(withMemory(forbidden));
  desk.session.begin();
  await desk.welcome({ visitor_key: "n".repeat(43) });
  await desk.break();
  await desk.open();
  expect(desk.find("authenticate")?.visitor_key).toBe("n".repeat(43));
});

test("a chat that was begun while the line was down is begun once it is up", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  expect(desk.session.start.current?.text).toBe("Hello");
  await desk.welcome();
  expect(desk.last).toMatchObject({ type: "start_chat", text: "Hello", name: "Vic", consent_version: "2" });
});

test("a start whose answer was lost goes again under the same id, after a reload too", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  await desk.welcome();
  const first = desk.find("start_chat");
  await desk.break();
  await desk.welcome();
  expect(desk.find("start_chat")).toEqual(first);
  const reloaded = new Desk(desk.store);
  reloaded.session.begin();
  await reloaded.welcome();
  expect(reloaded.find("start_chat")?.client_id).toBe(first?.client_id);
});

test("an opened chat is shown, remembered and announced", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  await desk.welcome();
  await desk.say({ type: "chat_opened", client_id: desk.find("start_chat")?.client_id ?? "", chat: CHAT, entries: [said(1, "Hello")] });
  expect(desk.session.thread?.entries).toHaveLength(1);
  expect(desk.store.read("chat")).toBe(`${CHAT.id}|open`);
  expect(desk.store.read("starting")).toBeNull();
  expect(desk.events).toContainEqual(["chat_started", { chatId: CHAT.id }]);
});

test("what is written before the chat has opened follows the first message", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  desk.session.say("And another thing");
  await desk.welcome();
  await desk.say({ type: "chat_opened", client_id: desk.find("start_chat")?.client_id ?? "", chat: CHAT, entries: [said(1, "Hello")] });
  expect(desk.find("send_message")?.text).toBe("And another thing");
});

test("a refused start keeps every word and names the field", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  await desk.welcome({ site: { ...LOOK, form: [{ key: "name", label: "Name" }] } });
  const client_id = desk.find("start_chat")?.client_id;
  await desk.say({ type: "refused", client_id, code: "invalid_input", message: "Too short.", status: 422, field: "name" });
  expect(desk.session.start.refusal).toEqual({ message: "Too short.", field: "name", hasFormChanged: false });
  expect(desk.session.start.answers?.text).toBe("Hello");
  expect(desk.session.start.current).toBeNull();
});

test.each(["name", "fields.topic", "consent_version"])("a form that was changed meanwhile (%s) is fetched anew, and the words stay", async (field) => {
  const desk = new Desk();
  desk.session.startChat({ ...ANSWERS, consentVersion: null });
  await desk.welcome();
  const client_id = desk.find("start_chat")?.client_id;
  await desk.say({ type: "refused", client_id, code: "invalid_input", message: "Please fill this in.", status: 422, field });
  expect(desk.session.start.refusal?.hasFormChanged).toBe(true);
  const consent = { text: "I agree.", policy_url: "https://shop.example/privacy", version: "3" };
  await desk.welcome({ site: { ...LOOK, form: [{ key: "name", label: "Name", is_required: true }], consent } });
  expect(desk.session.look.consent).toEqual(consent);
  expect(desk.session.questions.map(({ key }) => key)).toEqual(["name"]);
  expect(desk.session.start.answers).toMatchObject({ text: "Hello", name: "Vic" });
  expect(desk.commands.filter(({ type }) => type === "start_chat")).toHaveLength(1);
});

test("the form begins with what the visitor told before, else with what the page knows", async () => {
  const desk = new Desk();
  desk.session.tell({ name: "V. from the shop", email: "vic@visitor.example" });
  desk.session.begin();
  expect(desk.session.knownAnswers).toEqual({ name: "V. from the shop", email: "vic@visitor.example" });
  await desk.welcome({ name: "Vic" });
  expect(desk.session.knownAnswers).toEqual({ name: "Vic", email: "vic@visitor.example" });
});

test("a visitor's own name is not overwritten by the one that the page gave", async () => {
  const desk = new Desk();
  desk.session.tell({ name: "V. from the shop", fields: { plan: "blue" } });
  desk.session.startChat(ANSWERS);
  await desk.welcome();
  await desk.say({ type: "chat_opened", client_id: desk.find("start_chat")?.client_id ?? "", chat: CHAT });
  expect(desk.find("describe_visitor")).toMatchObject({ fields: { plan: "blue" } });
  expect(desk.find("describe_visitor")?.name).toBeUndefined();
});

test("when a chat was begun elsewhere, the words stay and that chat is shown", async () => {
  const desk = new Desk();
  desk.session.startChat(ANSWERS);
  await desk.welcome();
  await desk.say({ type: "refused", client_id: desk.find("start_chat")?.client_id, code: "conflict", message: "Open already.", status: 409 });
  await desk.welcome({ chat: CHAT, entries: [said(1, "From my phone")] });
  expect(desk.session.thread?.id).toBe(CHAT.id);
  expect(desk.session.start.answers?.text).toBe("Hello");
});

test("a key in the welcome replaces the stored one", async () => {
  const desk = new Desk(memoryStore(), { identity: { externalId: "7", signature: "a".repeat(64), expiresAt: 9 } });
  desk.session.begin();
  await desk.open();
  expect(desk.last).toMatchObject({ identity: { external_id: "7" } });
  await desk.welcome({ visitor_key: "n".repeat(43) });
  expect(desk.store.read("key")).toBe("n".repeat(43));
  await desk.break();
  await desk.open();
  expect(desk.last).not.toHaveProperty("identity");
});

test("a signature that does not hold does not keep the visitor from talking", async () => {
  const desk = new Desk(memoryStore(), { identity: { externalId: "7", signature: "a".repeat(64), expiresAt: 9 } });
  desk.session.begin();
  await desk.open();
  await desk.say({ type: "refused", code: "not_allowed", message: "The signature is wrong.", status: 403 });
  await desk.open();
  expect(desk.last).not.toHaveProperty("identity");
});

test("a signature refused in the middle of a visit is not tried again", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome();
  desk.session.tell({ identity: { externalId: "7", signature: "a".repeat(64), expiresAt: 9 } });
  await desk.say({ type: "refused", client_id: desk.find("identify")?.client_id, code: "not_allowed", message: "No.", status: 403 });
  await desk.break();
  await desk.welcome();
  expect(desk.find("authenticate")).not.toHaveProperty("identity");
  expect(desk.store.read("who")).toBeNull();
});

test("an ended chat stays in view until it is put away, and then stays away", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  await desk.say({ type: "entry_added", chat_id: CHAT.id, entry: { kind: "ended", position: 2, created_at: "2026-05-12T10:01:00Z", by: "operator" } });
  expect(desk.events.map(([name]) => name)).toContain("chat_ended");
  expect(desk.store.read("chat")).toBe(`${CHAT.id}|ended`);
  expect(desk.session.thread?.chat?.state).toBe("ended");
  desk.session.dismiss();
  await desk.break();
  await desk.welcome({ chat: { ...CHAT, state: "ended", last_position: 2 }, entries: [] });
  expect(desk.session.thread).toBeNull();
});

test("words that were not sent come back when the chat is put away", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  desk.session.thread?.send("One more thing");
  const client_id = desk.find("send_message")?.client_id;
  await desk.say({ type: "refused", client_id, code: "chat_ended", message: "This chat has ended.", status: 409 });
  desk.session.dismiss();
  expect(desk.unsent).toEqual(["One more thing"]);
});

test("words that wait while the browser is moved to another chat go back to whoever wrote them, and to no server", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  desk.session.say("Important");
  desk.session.say("Very");
  const other = { ...CHAT, id: `cht_${"2".repeat(32)}` };
  await desk.welcome({ visitor_key: "n".repeat(43), chat: other, entries: [said(1, "From my phone")] });
  await desk.clock.pass(30_000);
  expect(desk.unsent).toEqual(["Important\n\nVery"]);
  expect(desk.store.keys("outbox:")).toEqual([]);
  expect(desk.commands.flatMap((each) => (each.type === "send_message" ? [each.text] : []))).toEqual(["Important"]);
});

test("words that wait when the visitor signs out are forgotten with everything else", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  desk.session.say("Important");
  await desk.break();
  const leaving = desk.session.signOut();
  await desk.clock.pass(10_000);
  await leaving;
  expect(desk.unsent).toEqual([]);
  expect(desk.store.keys("")).toEqual([]);
});

test("the operator's messages are announced to the page, once", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")] });
  const event: ServerEvent = { type: "entry_added", chat_id: CHAT.id, entry: said(2, "Hi Vic", "operator") };
  await desk.say(event);
  await desk.say(event);
  expect(desk.events.filter(([name]) => name === "message")).toEqual([["message", { text: "Hi Vic" }]]);
  expect(desk.events).toContainEqual(["unread", { count: 1 }]);
});

test("signing out tells the server and forgets everything here", async () => {
  const desk = new Desk();
  desk.session.begin();
  await desk.welcome({ chat: CHAT, entries: [said(1, "Hello")], name: "Vic" });
  const leaving = desk.session.signOut();
  await desk.clock.pass(1);
  await desk.say({ type: "done", client_id: desk.find("sign_out")?.client_id ?? "" });
  await leaving;
  expect(desk.store.keys("")).toEqual([]);
  expect([desk.session.thread, desk.session.name, desk.session.connectionState]).toEqual([null, "", "idle"]);
});

test("what the page knows of the visitor waits for the first chat, and is told once", async () => {
  const desk = new Desk();
  desk.session.tell({ name: "Vic", fields: { plan: "blue" } });
  desk.session.startChat({ ...ANSWERS, name: "" });
  await desk.welcome();
  expect(desk.find("describe_visitor")).toBeUndefined();
  await desk.say({ type: "chat_opened", client_id: desk.find("start_chat")?.client_id ?? "", chat: CHAT });
  expect(desk.find("describe_visitor")).toMatchObject({ name: "Vic", fields: { plan: "blue" } });
  await desk.say({ type: "done", client_id: desk.find("describe_visitor")?.client_id ?? "" });
  await desk.break();
  await desk.welcome({ chat: CHAT });
  expect(desk.commands.filter((each) => each.type === "describe_visitor")).toHaveLength(1);
});
