import { expect, it } from "vitest";
import { linkify, webAddress } from "../chats/linkify";

it("makes links of http and https, and leaves the sentence's end outside", () => {
  expect(linkify("See https://shop.example/a?b=1, please.")).toEqual([
    { text: "See " },
    { text: "https://shop.example/a?b=1", href: "https://shop.example/a?b=1" },
    { text: ", please." },
  ]);
});

it("keeps a bracket that belongs to the address", () => {
  expect(linkify("(https://wiki.example/Lamp_(light))")[1]?.text).toBe("https://wiki.example/Lamp_(light)");
});

it.each([
  "javascript:alert(1)",
  "[x](javascript:alert(1))",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "<img src=x onerror=alert(1)>",
  "java\tscript:alert(1)",
  "ftp://example.org",
  "https://",
])("makes no link of %j", (text) => {
  expect(linkify(text)).toEqual([{ text }]);
});

it("loses no letter of the text", () => {
  const text = "a http://x.example b https://y.example/?q=%20 c";
  expect(linkify(text).map((part) => part.text).join("")).toBe(text);
});

it("opens a visitor's page only over http and https", () => {
  expect(webAddress("https://shop.example/")).toBe("https://shop.example/");
  expect(webAddress("javascript:alert(1)")).toBeNull();
  expect(webAddress("//shop.example")).toBeNull();
});
