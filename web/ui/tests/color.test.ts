import { expect, it } from "vitest";
import { contrast, parseHex, readableOn } from "../color";

it("reads short and long colours", () => {
  expect(parseHex("#fff")).toEqual([255, 255, 255]);
  expect(parseHex(" #0F766e ")).toEqual([15, 118, 110]);
});

it.each(["", "fff", "#ff", "#gggggg", "#12345", "red", "#1234567"])("does not take %j for a colour", (text) => {
  expect(parseHex(text)).toBeNull();
});

it("knows the contrast of black and white", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([120, 120, 120], [120, 120, 120])).toBe(1);
});

it("chooses the ink that reads better", () => {
  expect(readableOn([255, 235, 59]).ink).toBe("#000000");
  expect(readableOn([15, 118, 110]).ink).toBe("#ffffff");
});
