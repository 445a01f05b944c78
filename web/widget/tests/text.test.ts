import { expect, test } from "vitest";
import { pieces, safeHref } from "../text";

const links = (text: string) => pieces(text).flatMap((piece) => (piece.href ? [piece.text] : []));

test("links are found, and the sentence's own punctuation stays outside", () => {
  expect(links("See https://example.org/a?b=1#c, or (http://example.org/x).")).toEqual(["https://example.org/a?b=1#c", "http://example.org/x"]);
});

test("a bracket that the address opened belongs to it", () => {
  expect(links("https://example.org/Fern_(plant) is")).toEqual(["https://example.org/Fern_(plant)"]);
});

test("nothing but http and https becomes a link", () => {
  expect(links("javascript:alert(1) data:text/html,x file:///etc/passwd")).toEqual([]);
  expect([safeHref("javascript:alert(1)"), safeHref("/relative"), safeHref("https://a.example")]).toEqual([null, null, "https://a.example/"]);
});

test("marks that turn text round end a link", () => {
  expect(links("https://example.org/\u202egpj.exe")).toEqual(["https://example.org/"]);
});

test("no letter of the text is lost or added", () => {
  const text = "a https://x.example/y. <b>https://z.example</b> \u0645";
  expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
});
