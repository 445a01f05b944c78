import { expect, test } from "vitest";
import { chooseLanguage, directionOf } from "../language";
import { speak } from "../words";
import type { Words } from "../words/shape";
import { words as ar } from "../words/ar";
import { words as cs } from "../words/cs";
import { words as en } from "../words/en";
import { words as ro } from "../words/ro";

const catalogues: [string, Words][] = [["en", en], ["cs", cs], ["ro", ro], ["ar", ar]];
const keys = Object.keys(en).sort() as (keyof Words)[];

test.each(catalogues)("%s has every phrase, and none that nobody says", (_language, words) => {
  expect(Object.keys(words).sort()).toEqual(keys);
});

test.each(catalogues)("%s fills in the same names as English", (_language, words) => {
  const names = (phrase: string) => [...phrase.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const key of keys) {
    const [phrase, english] = [words[key], en[key]];
    expect(typeof phrase).toBe(typeof english);
    if (typeof phrase === "string" && typeof english === "string") expect(names(phrase)).toEqual(names(english));
  }
});

test.each(catalogues)("%s has every plural form that its grammar asks for with whole numbers", (language, words) => {
  const rules = new Intl.PluralRules(language);
  const needed = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
  for (const key of keys) {
    const phrase = words[key];
    if (typeof phrase !== "string") for (const form of needed) expect(Object.keys(phrase), `${key}.${form}`).toContain(form);
  }
});

test("counts choose their form, and numbers are written as the language writes them", () => {
  expect(speak("cs", cs).t("new_messages", { count: 3 })).toBe("3 nové zprávy");
  expect(speak("ar", ar).t("new_messages", { count: 2 })).toBe("رسالتان جديدتان");
});

test("a name is isolated, so that it cannot turn the sentence round", () => {
  expect(speak("ar", ar).t("joined", { name: "Ada" })).toBe("\u2068Ada\u2069 هنا لمساعدتك");
});

test("days are said as people say them", () => {
  const now = new Date(2026, 4, 12, 9).getTime();
  const { day } = speak("en", en);
  expect(day(new Date(2026, 4, 12, 0, 1).toISOString(), now)).toBe("Today");
  expect(day(new Date(2026, 4, 11, 23, 59).toISOString(), now)).toBe("Yesterday");
  expect(day(new Date(2026, 4, 8).toISOString(), now)).toContain("May");
});

test("the page's language goes before the browser's, and English is the last resort", () => {
  expect(chooseLanguage("cs-CZ", ["ar"])).toBe("cs");
  expect(chooseLanguage("", ["fr", "ro-RO"])).toBe("ro");
  expect(chooseLanguage("ja", ["fr"])).toBe("en");
  expect([directionOf("ar"), directionOf("cs")]).toEqual(["rtl", "ltr"]);
});
