import { afterEach, expect, test, vi } from "vitest";
import { browserStore } from "../browser";

afterEach(() => vi.unstubAllGlobals());

function no(): never {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
}

test("where the browser forbids storage the page itself remembers", () => {
  vi.stubGlobal("localStorage", { getItem: no, setItem: no, removeItem: no, key: no, get length() { return no(); } });
  const store = browserStore("parlour:pk:");
  expect(store.write("key", "k")).toBe(false);
  expect(store.read("key")).toBe("k");
  expect(store.keys("")).toEqual(["key"]);
  store.write("key", null);
  expect(store.read("key")).toBeNull();
});
