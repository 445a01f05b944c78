import { expect, test } from "vitest";
import { Outbox } from "../outbox";
import { CHAT, House } from "./house";

test("a line is sent soon although its page is gone and the clock was set back by an hour", async () => {
  const house = new House();
  const before = new Outbox(house.ports("visitor"), CHAT, () => {});
  before.add("precious", "id-precious");
  before.dispose();
  house.clock.now -= 3_600_000;
  const after = new Outbox(house.ports("visitor"), CHAT, () => {});
  expect(after.next()?.inMs).toBe(0);
});
