// Which language the widget speaks: the page's, else the browser's, else English.
import { LANGUAGES, type Language } from "./contract";

/** Choose from what the page says of itself and what the browser prefers. */
export function chooseLanguage(pageLanguage: string, browserLanguages: readonly string[]): Language {
  for (const wish of [pageLanguage, ...browserLanguages]) {
    const known = LANGUAGES.find((language) => wish.toLowerCase().split("-")[0] === language);
    if (known) return known;
  }
  return "en";
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}
