import { expect, it } from "vitest";
import { shortcutOf } from "../frame/shortcuts";

const key = (name: string, held: Partial<Record<"altKey" | "ctrlKey" | "metaKey", boolean>> = {}) => ({
  key: name, altKey: false, ctrlKey: false, metaKey: false, ...held,
});

it("hears letters only where nobody is writing", () => {
  expect(shortcutOf(key("j"), false)).toBe("next");
  expect(shortcutOf(key("j"), true)).toBeNull();
});

it("goes from chat to chat with Alt even while writing", () => {
  expect(shortcutOf(key("ArrowDown", { altKey: true }), true)).toBe("next");
  expect(shortcutOf(key("ArrowUp", { altKey: true }), true)).toBe("previous");
});

it("leaves the browser's own combinations alone", () => {
  expect(shortcutOf(key("t", { ctrlKey: true }), false)).toBeNull();
  expect(shortcutOf(key("c", { metaKey: true }), false)).toBeNull();
  expect(shortcutOf(key("constructor"), false)).toBeNull();
});
