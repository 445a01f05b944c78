import { expect, it } from "vitest";
import { t } from "../messages";
import { en } from "../messages/en";
import { words } from "../../widget/words/en";
import { emoji } from "../messages/emoji.en";

it("fills the places and writes numbers as the language does", () => {
  expect(t("welcome.title", { organization: "Lamp & Sons" })).toBe("Welcome to Lamp & Sons");
  expect(t("archive.found", { count: 5000 })).toBe("5,000 chats found");
});

it("chooses the plural form", () => {
  expect(t("chats.unread", { count: 1 })).toBe("1 unread message");
  expect(t("chats.unread", { count: 0 })).toBe("0 unread messages");
});

it("does not read what a person wrote as a place", () => {
  expect(t("chat.said", { name: "{text}", text: "{name}" })).toBe("{text} says: {name}");
});

it("has the same places in each plural form", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
  for (const value of Object.values(en)) {
    if (typeof value !== "string") expect(places(value.one)).toBe(places(value.other));
  }
});

it("shows owners the greeting that visitors see", () => {
  const own = [en["settings.default_greeting"], en["settings.default_offline_greeting"], en["settings.preview_online"]];
  expect(own).toEqual([words.default_greeting, words.default_offline_greeting, words.online]);
});

it("names every picture once", () => {
  expect(new Set(emoji.map(([picture]) => picture)).size).toBe(emoji.length);
  expect(new Set(emoji.map(([, name]) => name)).size).toBe(emoji.length);
});

it("says nothing that is said nowhere", () => {
  const files = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
  const code = Object.entries(files).filter(([path]) => !path.endsWith("/en.ts")).map(([, text]) => text).join("\n");
  const isSaid = (key: string) => code.includes(`"${key}"`) || key.startsWith("settings.kind_");
  expect(Object.keys(en).filter((key) => !isSaid(key))).toEqual([]);
});
