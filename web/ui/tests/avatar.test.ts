import { expect, it } from "vitest";
import { initials, tintOf } from "../avatar";

it.each([
  ["Ada Lovelace", "AL"],
  ["Ben", "B"],
  ["ana maría del río", "AR"],
  ["  (Vic)  ", "V"],
  ["ليلى حداد", "لح"],
  ["", "?"],
  ["🙂", "?"],
])("the initials of %j are %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it("gives the same person the same tint", () => {
  expect(tintOf("opr_ada")).toBe(tintOf("opr_ada"));
  expect(tintOf("opr_ada")).toBeLessThan(6);
});
