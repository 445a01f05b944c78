import { en } from "./en";

/** One text for each plural form that a language has. */
type Forms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };
type Places<Text> = Text extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;
type PlacesOf<Value> = Value extends string ? Places<Value> : Value extends { other: infer Other } ? Places<Other> : never;

export type MessageKey = keyof typeof en;
/** What another language has to say: the same keys, each a text or a set of plural forms as in English. */
export type Catalogue = { readonly [Key in MessageKey]: (typeof en)[Key] extends string ? string : Forms };
type Given<Key extends MessageKey> = { [Place in PlacesOf<(typeof en)[Key]>]: string | number };
type Arguments<Key extends MessageKey> = [PlacesOf<(typeof en)[Key]>] extends [never] ? [] : [given: Given<Key>];

export const locale = "en";
const catalogue: Catalogue = en;
const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

/** Say it in the person's language. Numbers are written as the language writes them; `count` chooses the plural form. */
export function t<Key extends MessageKey>(key: Key, ...[given]: Arguments<Key>): string {
  const value: string | Forms = catalogue[key];
  const places = (given ?? {}) as Record<string, string | number>;
  const text = typeof value === "string" ? value : (value[plurals.select(Number(places["count"]))] ?? value.other);
  return text.replace(/\{(\w+)\}/g, (whole, place: string) => {
    const part = places[place];
    return typeof part === "number" ? numbers.format(part) : (part ?? whole);
  });
}
