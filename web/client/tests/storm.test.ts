// The promise under a network that does its worst: lines die at any moment with frames in flight in both directions, the
// server restarts, sockets get blocked, tabs are reloaded. Whatever the seed: each message is stored once, each writer's
// order is kept, and every window ends with what the server has.
import { expect, test } from "vitest";
import { seeded } from "./clock";
import { type Desk, openDesk } from "./desk";
import { House } from "./house";

const SEEDS = 40;
const STEPS = 120;

async function storm(seed: number): Promise<void> {
  const random = seeded(seed);
  const house = new House(random);
  const { clock, weather } = house;
  weather.latencyMs = () => 5 + random() * 400;
  weather.lifeMs = () => 300 + random() * 15_000;
  const desks: Desk[] = [openDesk(house, "visitor"), openDesk(house, "visitor"), openDesk(house, "operator", "adas")];
  const written: string[][] = [[], [], []];
  for (let step = 0; step < STEPS; step++) {
    const which = Math.floor(random() * 3);
    const luck = random();
    if (luck < 0.6) {
      const text = `${which}-${written[which]?.length}`;
      written[which]?.push(text);
      desks[which]?.thread.send(text);
    } else if (luck < 0.66) house.restart(1001);
    else if (luck < 0.7) weather.isDown = !weather.isDown;
    else if (luck < 0.74) weather.blocksSockets = !weather.blocksSockets;
    else if (luck < 0.8) {
      desks[which]?.close();
      desks[which] = openDesk(house, which === 2 ? "operator" : "visitor", which === 2 ? "adas" : "one");
    } else if (luck < 0.84) clock.sleep(random() * 100_000);
    else if (luck < 0.9) desks[which]?.connection.wake();
    else desks[which]?.thread.markRead();
    await clock.pass(random() * 1_500);
  }
  weather.isDown = weather.blocksSockets = false;
  weather.lifeMs = () => Infinity;
  await clock.pass(6 * 60_000);
  for (const desk of desks) desk.thread.markRead();
  await clock.pass(5_000);
  check(house, desks, written);
  for (const desk of desks) desk.close();
}

function check(house: House, desks: Desk[], written: string[][]): void {
  const stored = house.entries.flatMap((entry) => (entry.kind === "message" ? [entry.text] : []));
  expect(new Set(stored).size).toBe(stored.length);
  written.forEach((texts, which) => {
    expect(stored.filter((text) => text.startsWith(`${which}-`))).toEqual(texts);
  });
  for (const desk of desks) {
    expect(desk.connection.state).toBe("online");
    expect(desk.thread.pending).toEqual([]);
    const first = desk.thread.entries[0]?.position ?? 1;
    expect(desk.thread.entries).toEqual(house.entries.slice(first - 1));
    expect(desk.thread.chat).toEqual(house.chat);
    expect(desk.thread.unread).toBe(0);
  }
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))("no message is lost, repeated or out of order (seed %i)", storm);
