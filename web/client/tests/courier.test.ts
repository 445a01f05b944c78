import { expect, test } from "vitest";
import type { SendMessage } from "../../protocol/protocol";
import { Courier } from "../courier";
import type { Line } from "../line";
import { Refused } from "../refusals";
import { CHAT, House } from "./house";

const HOUR_MS = 3_600_000;

function openCourier() {
  const house = new House();
  const sent: string[] = [];
  const line: Line = {
    state: "online", generation: 1,
    send: (command) => sent.push((command as SendMessage).client_id) > 0,
    request: () => Promise.reject(new Error("nothing is asked here")),
  };
  return { clock: house.clock, sent, courier: new Courier(house.ports("visitor"), line, CHAT, () => true, () => {}) };
}

test("a clock that is set back by an hour does not make a second's patience an hour long", async () => {
  const { clock, sent, courier } = openCourier();
  courier.add("precious", "id-precious");
  const refusal = { code: "too_many", message: "Not so fast.", status: 429, is_retryable: true, retry_after_seconds: 1 };
  courier.refused(sent[0] ?? "", new Refused(refusal));
  clock.now -= HOUR_MS;
  courier.pump();
  await clock.pass(900);
  expect(sent).toHaveLength(1);
  await clock.pass(200);
  expect(sent).toHaveLength(2);
});

test("a message whose answer was lost goes again soon although the clock was set back", async () => {
  const { clock, sent, courier } = openCourier();
  courier.add("precious", "id-precious");
  clock.now -= HOUR_MS;
  courier.pump();
  await clock.pass(21_000);
  expect(sent).toEqual([sent[0], sent[0]]);
});
