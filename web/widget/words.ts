// Words in the visitor's language: only the one catalogue that is needed is loaded.
import type { Language } from "./contract";
import type { WordKey, Words } from "./words/shape";

export interface Tongue {
  language: Language;
  /** The phrase with its `{names}` filled in; `count` chooses the plural form. */
  t(key: WordKey, values?: Record<string, string | number>): string;
  time(iso: string): string;
  day(iso: string, now: number): string;
}

const CATALOGUES: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import("./words/en"),
  cs: () => import("./words/cs"),
  ro: () => import("./words/ro"),
  ar: () => import("./words/ar"),
};

/** Load a language. Refuses nothing: a catalogue that cannot be loaded rejects, and the loader says so. */
export async function loadTongue(language: Language): Promise<Tongue> {
  return speak(language, (await CATALOGUES[language]()).words);
}

export function speak(language: Language, words: Words): Tongue {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const t = (key: WordKey, values: Record<string, string | number> = {}): string => {
    const phrase = words[key];
    const count = values["count"];
    const form = typeof phrase === "string" ? phrase : (phrase[plural.select(Number(count))] ?? phrase.other);
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      // First-strong isolate: a Latin name must not turn an Arabic sentence round.
      return typeof value === "number" ? number.format(value) : `\u2068${value}\u2069`;
    });
  };
  const day = (iso: string, now: number): string => {
    const days = dayNumber(now) - dayNumber(Date.parse(iso));
    return days === 0 ? t("today") : days === 1 ? t("yesterday") : date.format(new Date(iso));
  };
  return { language, t, time: (iso) => clock.format(new Date(iso)), day };
}

/** Number of the local day, so that two moments of one calendar day are equal. */
export function dayNumber(ms: number): number {
  const moment = new Date(ms);
  return Math.round(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / 86_400_000);
}
