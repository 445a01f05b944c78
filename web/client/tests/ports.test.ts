import { expect, test } from "vitest";
import { memoryStore, type StorePort, withMemory } from "../ports";

/** A store whose room a test can take away, and in which it can be another tab. */
class Shelf implements StorePort {
  isFull = false;
  private readonly values = memoryStore();
  private hear: (key: string | null) => void = () => {};

  read = (key: string) => this.values.read(key);
  keys = (prefix: string) => this.values.keys(prefix);
  write = (key: string, value: string | null) => (!this.isFull || value === null) && this.values.write(key, value);
  onChange = (listener: (key: string | null) => void) => {
    this.hear = listener;
    return () => {};
  };

  writeElsewhere(key: string, value: string): void {
    this.values.write(key, value);
    this.hear(key);
  }
}

test("what the browser does not keep is remembered by the page, and still said not to be kept", () => {
  const shelf = new Shelf();
  const store = withMemory(shelf);
  store.write("chat", "old");
  shelf.isFull = true;
  expect(store.write("chat", "new")).toBe(false);
  expect(store.write("key", "k")).toBe(false);
  expect([store.read("chat"), store.read("key"), store.keys("").sort()]).toEqual(["new", "k", ["chat", "key"]]);
});

test("what is removed is gone, and what fits again is the browser's to keep", () => {
  const shelf = new Shelf();
  const store = withMemory(shelf);
  shelf.isFull = true;
  store.write("key", "k");
  store.write("draft", "d");
  store.write("draft", null);
  shelf.isFull = false;
  expect(store.write("key", "other")).toBe(true);
  expect([store.read("key"), shelf.read("key"), store.keys("")]).toEqual(["other", "other", ["key"]]);
});

test("what another tab has written counts more than what this one could not write", () => {
  const shelf = new Shelf();
  const store = withMemory(shelf);
  const heard: (string | null)[] = [];
  store.onChange((key) => heard.push(store.read(key ?? "")));
  shelf.isFull = true;
  store.write("chat", "here");
  shelf.writeElsewhere("chat", "there");
  expect(heard).toEqual(["there"]);
});
