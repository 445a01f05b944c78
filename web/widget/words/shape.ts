// What every catalogue has to say: the English one's keys, with plural forms of its own.
import type { words as english } from "./en";

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Words = { [Key in keyof typeof english]: (typeof english)[Key] extends string ? string : Plural };
export type WordKey = keyof Words;
