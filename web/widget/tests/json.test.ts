import { afterEach, expect, test } from "vitest";
import { toJson } from "../../client/json";

const prototype = Array.prototype as unknown as Record<string, unknown>;
afterEach(() => {
  delete prototype["toJSON"];
});

test("a page whose arrays write themselves wrongly cannot spoil a frame", () => {
  prototype["toJSON"] = () => "[spoilt]";
  expect(JSON.stringify({ frames: [1] })).toContain("spoilt");
  expect(toJson({ frames: [{ text: 'a"b' }, [null, true]], after: 0 })).toBe('{"frames":[{"text":"a\\"b"},[null,true]],"after":0}');
});

test("undefined members are left out", () => expect(toJson({ a: undefined, b: 1 })).toBe('{"b":1}'));
