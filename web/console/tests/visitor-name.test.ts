import { expect, test } from "vitest";
import { visitorName } from "../visitor-name";

test("a visitor who gave a name is called by it", () => {
  expect(visitorName("Vic", "vis_0192f0aabbccddeeff00112233447bad")).toBe("Vic");
});

test("visitors without a name are told apart by four digits that spell no word", () => {
  expect(visitorName("", "vis_0192f0aabbccddeeff00112233447bad")).toBe("Visitor 1661");
  expect(visitorName(undefined, "vis_0192f0aabbccddeeff0011223344000a")).toBe("Visitor 0010");
});
