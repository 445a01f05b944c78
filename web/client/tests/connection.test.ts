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

test("it is online only after the server's welcome", async () => {
  const house = new House();
  house.isSilent = true;
  const desk = open(house, "visitor");
  await house.clock.pass(5_000);
  expect(desk.connection.state).toBe("connecting");
  house.isSilent = false;
  await house.clock.pass(60_000);
  expect(desk.connection.state).toBe("online");
});

test("it comes back after a restart within two seconds", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(10_000);
  house.restart();
  expect(desk.connection.state).toBe("waiting");
  expect(desk.info().retryAt).toBeGreaterThan(house.clock.now);
  await house.clock.pass(2_000);
  expect(desk.connection.state).toBe("online");
});

test("its attempts become rarer and are never regular", async () => {
  const house = new House();
  house.weather.isDown = true;
  const desk = open(house, "visitor");
  const waits: number[] = [];
  for (let step = 0; step < 12; step++) {
    await house.clock.pass(100);
    if (desk.connection.state === "waiting") waits.push((desk.info().retryAt ?? 0) - house.clock.now);
    await house.clock.pass(30_000);
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  expect(new Set(waits).size).toBe(waits.length);
});

test("it reconnects at once when the network is back", async () => {
  const house = new House();
  house.weather.isDown = true;
  const desk = open(house, "visitor");
  await house.clock.pass(61_000);
  house.weather.isDown = false;
  for (let step = 0; step < 20 && desk.connection.state !== "waiting"; step++) await house.clock.pass(100);
  await house.clock.pass(1_000);
  desk.connection.wake();
  await house.clock.pass(100);
  expect(desk.connection.state).toBe("online");
});

test("a line that answers nothing any more is dropped within 45 seconds", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.isSilent = true;
  await house.clock.pass(45_000);
  expect(desk.states).toContain("waiting");
});

test("a quiet line is kept alive by pings", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(10 * 60_000);
  expect(desk.states).toEqual(["connecting", "online"]);
});

test("after a sleep a dead line is found out in seconds", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.isSilent = true;
  house.clock.sleep(8 * 3_600_000);
  await house.clock.pass(11_000);
  expect(desk.connection.state).not.toBe("online");
  house.isSilent = false;
  await house.clock.pass(20_000);
  expect(desk.connection.state).toBe("online");
});

test("after a sleep a living line is kept", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.clock.sleep(60_000);
  await house.clock.pass(30_000);
  expect(desk.states).toEqual(["connecting", "online"]);
});

test("where sockets are blocked it polls, and moves to sockets when they work again", async () => {
  const house = new House();
  house.weather.blocksSockets = true;
  const desk = open(house, "visitor");
  await house.clock.pass(10_000);
  expect(desk.connection.state).toBe("online");
  const polls = house.polls;
  expect(polls).toBeGreaterThan(0);
  house.store("operator", "over http");
  await house.clock.pass(1_000);
  expect(desk.texts()).toEqual(["hello", "over http"]);
  house.weather.blocksSockets = false;
  await house.clock.pass(6 * 60_000);
  const later = house.polls;
  await house.clock.pass(60_000);
  expect(house.polls).toBe(later);
  expect(desk.connection.state).toBe("online");
});

test("a polling session that the server forgot is begun anew", async () => {
  const house = new House();
  house.weather.blocksSockets = true;
  const desk = open(house, "visitor");
  await house.clock.pass(10_000);
  house.restart();
  await house.clock.pass(40_000);
  expect(desk.connection.state).toBe("online");
  house.store("operator", "still here");
  await house.clock.pass(1_000);
  expect(desk.texts()).toEqual(["hello", "still here"]);
});

test.each([4001, 4003])("closing code %i means: do not come back", async (code) => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.restart(code);
  await house.clock.pass(120_000);
  expect(desk.connection.state).toBe("closed");
});

test("a goodbye with a time is kept to", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.tell({ type: "goodbye", code: "shutdown", message: "Back soon.", reconnect_after_seconds: 20 });
  await house.clock.pass(50);
  house.restart();
  expect((desk.info().retryAt ?? 0) - house.clock.now).toBeGreaterThanOrEqual(20_000);
});

test("a goodbye without a time is for good", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.tell({ type: "goodbye", code: "seat_removed", message: "You have no seat any more." });
  await house.clock.pass(50);
  house.restart();
  expect(desk.connection.state).toBe("closed");
  expect(desk.info().reason).toBe("seat_removed");
});

test("a request that loses its line is rejected and not left hanging", async () => {
  const house = new House();
  const desk = open(house, "visitor");
  await house.clock.pass(1_000);
  house.isSilent = true;
  const asked = desk.thread.end();
  house.restart();
  await expect(asked).rejects.toThrow("connection was lost");
});
