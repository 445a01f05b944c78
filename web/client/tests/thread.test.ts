import { afterEach, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk";
import { House } from "./house";

let desks: Desk[] = [];
const open = (...args: Parameters<typeof openDesk>): Desk => {
  const desk = openDesk(...args);
  desks.push(desk);
  return desk;
};
afterEach(() => {
  for (const desk of desks) desk.close();
  desks = [];
});

async function both(): Promise<{ house: House; vic: Desk; ada: Desk }> {
  const house = new House();
  const vic = open(house, "visitor");
  const ada = open(house, "operator", "adas");
  await house.clock.pass(1_000);
  return { house, vic, ada };
}

test("a message is drawn at once, and once it is stored it stands at its position", async () => {
  const { house, vic, ada } = await both();
  vic.thread.send("Is it in stock?");
  expect(vic.thread.pending.map((each) => each.state)).toEqual(["sending"]);
  await house.clock.pass(1_000);
  expect(vic.thread.pending).toEqual([]);
  expect(vic.texts()).toEqual(["hello", "Is it in stock?"]);
  expect(ada.texts()).toEqual(vic.texts());
});

test("messages written quickly keep their order, one under way at a time", async () => {
  const { house, vic } = await both();
  for (const text of ["a", "b", "c", "d"]) vic.thread.send(text);
  await house.clock.pass(2_000);
  expect(vic.texts()).toEqual(["hello", "a", "b", "c", "d"]);
});

test("what was written while offline goes out after the reconnect", async () => {
  const { house, vic } = await both();
  house.weather.isDown = true;
  house.restart();
  vic.thread.send("hello?");
  await house.clock.pass(20_000);
  expect(vic.thread.pending).toHaveLength(1);
  house.weather.isDown = false;
  await house.clock.pass(60_000);
  expect(vic.texts()).toEqual(["hello", "hello?"]);
});

test("an unsent message survives a reload", async () => {
  const { house, vic } = await both();
  house.weather.isDown = true;
  house.restart();
  vic.thread.send("do not lose me");
  vic.close();
  house.weather.isDown = false;
  const again = open(house, "visitor");
  expect(again.thread.pending.map((each) => each.text)).toEqual(["do not lose me"]);
  await house.clock.pass(10_000);
  expect(again.texts()).toEqual(["hello", "do not lose me"]);
});

test("a second tab shows what the first one sends, and does not send it too", async () => {
  const { house, vic } = await both();
  const other = open(house, "visitor");
  await house.clock.pass(1_000);
  vic.thread.send("once");
  await house.clock.pass(10_000);
  expect(other.texts()).toEqual(["hello", "once"]);
  expect(other.thread.pending).toEqual([]);
  expect(house.heardTexts).toEqual(["once"]);
});

test("a lost confirmation does not store twice", async () => {
  const { house, vic } = await both();
  vic.thread.send("once");
  await house.clock.pass(11);
  house.restart();
  await house.clock.pass(10_000);
  expect(house.entries.filter((each) => each.kind === "message" && each.text === "once")).toHaveLength(1);
  expect(vic.texts()).toEqual(["hello", "once"]);
});

test("a gap is fetched, however long it is", async () => {
  const { house, vic } = await both();
  for (const peer of house.peers) peer.follows = false;
  for (let count = 0; count < 23; count++) house.store("operator", `n${count}`);
  for (const peer of house.peers) peer.follows = true;
  house.store("operator", "last");
  await house.clock.pass(2_000);
  expect(vic.thread.entries.map((entry) => entry.position)).toEqual(house.entries.map((entry) => entry.position));
});

test("an entry that comes twice is shown once", async () => {
  const { house, vic } = await both();
  const entry = house.store("operator", "hi");
  house.tell({ type: "entry_added", chat_id: vic.thread.id, entry });
  await house.clock.pass(1_000);
  expect(vic.texts()).toEqual(["hello", "hi"]);
});

test("a message refused for good is kept with the reason, and the next one goes on", async () => {
  const { house, vic } = await both();
  house.refuseNext = [{ code: "invalid_input", message: "Too long.", status: 422 }];
  vic.thread.send("bad");
  vic.thread.send("good");
  await house.clock.pass(1_000);
  expect(vic.texts()).toEqual(["hello", "good"]);
  const [failed] = vic.thread.pending;
  expect(failed).toMatchObject({ text: "bad", state: "failed", message: "Too long." });
  vic.thread.retry(failed?.clientId ?? "");
  await house.clock.pass(1_000);
  expect(vic.texts()).toEqual(["hello", "good", "bad"]);
});

test("a discarded message gives its text back", async () => {
  const { house, vic } = await both();
  house.refuseNext = [{ code: "chat_ended", message: "Ended.", status: 409 }];
  vic.thread.send("my words");
  await house.clock.pass(1_000);
  expect(vic.thread.discard(vic.thread.pending[0]?.clientId ?? "")).toBe("my words");
  expect(vic.thread.pending).toEqual([]);
});

test("a message refused for now waits as long as it was told, and goes first", async () => {
  const { house, vic } = await both();
  house.refuseNext = [{ code: "too_many", message: "Slowly.", status: 429, is_retryable: true, retry_after_seconds: 5 }];
  vic.thread.send("first");
  vic.thread.send("second");
  await house.clock.pass(4_900);
  expect(vic.texts()).toEqual(["hello"]);
  await house.clock.pass(1_000);
  expect(vic.texts()).toEqual(["hello", "first", "second"]);
});

test("states of a message go from stored to delivered to read", async () => {
  const { house, vic, ada } = await both();
  ada.connection.stop();
  vic.thread.send("seen?");
  await house.clock.pass(1_000);
  const mine = () => vic.thread.entries[1];
  expect(mine() && vic.thread.stateOf(mine()!)).toBe("stored");
  ada.connection.start();
  await house.clock.pass(2_000);
  expect(vic.thread.stateOf(mine()!)).toBe("delivered");
  ada.thread.markRead();
  await house.clock.pass(1_000);
  expect(vic.thread.stateOf(mine()!)).toBe("read");
});

test("unread counts the other side's messages until they are read, in every tab", async () => {
  const { house, vic } = await both();
  const other = open(house, "visitor");
  house.store("operator", "one");
  house.store("operator", "two");
  await house.clock.pass(1_000);
  expect([vic.thread.unread, other.thread.unread]).toEqual([2, 2]);
  other.thread.markRead();
  await house.clock.pass(1_000);
  expect([vic.thread.unread, other.thread.unread]).toEqual([0, 0]);
});

test("typing is shown, fades after six seconds, and ends with the message", async () => {
  const { house, vic, ada } = await both();
  ada.thread.setTyping("I am");
  await house.clock.pass(100);
  expect(vic.thread.peerTyping).not.toBeNull();
  await house.clock.pass(6_000);
  expect(vic.thread.peerTyping).toBeNull();
  ada.thread.setTyping("I am here");
  await house.clock.pass(100);
  ada.thread.send("I am here");
  await house.clock.pass(100);
  expect(vic.thread.peerTyping).toBeNull();
});

test("older entries load in front, once", async () => {
  const house = new House();
  for (let count = 0; count < 12; count++) house.store("operator", `n${count}`);
  const vic = open(house, "visitor");
  await house.clock.pass(1_000);
  expect(vic.thread.hasOlder).toBe(true);
  while (vic.thread.hasOlder) {
    const loading = [vic.thread.loadOlder(), vic.thread.loadOlder()];
    await house.clock.pass(1_000);
    await Promise.all(loading);
  }
  expect(vic.thread.entries.map((entry) => entry.position)).toEqual(house.entries.map((entry) => entry.position));
});

test("the taking and the end reach both sides", async () => {
  const { house, vic, ada } = await both();
  const taken = ada.thread.take();
  await house.clock.pass(100);
  await taken;
  expect(vic.thread.chat).toMatchObject({ state: "active", operator_id: "opr_ada" });
  const ended = vic.thread.end();
  await house.clock.pass(100);
  await ended;
  expect(ada.thread.chat).toMatchObject({ state: "ended", ended_by: "visitor" });
});
