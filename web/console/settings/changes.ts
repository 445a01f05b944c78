import type { Consent } from "../../protocol/protocol";
import type { SiteSettings } from "../api";

const editable = [
  "name", "color", "position", "greeting", "offline_greeting", "allowed_origins", "form", "consent", "is_preview_on",
] as const satisfies readonly (keyof SiteSettings)[];

/** What differs between what the server has and what was edited; only this is sent, so that two people do not undo each other. */
export function changesOf(stored: SiteSettings, edited: SiteSettings, now: Date): Partial<SiteSettings> {
  const tidy: SiteSettings = {
    ...edited,
    allowed_origins: edited.allowed_origins.map((origin) => origin.trim()).filter(Boolean),
    consent: withVersion(stored.consent, edited.consent, now),
  };
  const changed = editable.filter((key) => JSON.stringify(tidy[key]) !== JSON.stringify(stored[key]));
  return Object.fromEntries(changed.map((key) => [key, tidy[key]]));
}

/** Other words are another version: what a visitor agreed to has to be told apart later. */
function withVersion(stored: Consent | null, edited: Consent | null, now: Date): Consent | null {
  if (!edited) return null;
  const isSame = stored?.text === edited.text && stored.policy_url === edited.policy_url;
  return { text: edited.text, policy_url: edited.policy_url, version: isSame ? stored.version : now.toISOString().slice(0, 19) };
}
