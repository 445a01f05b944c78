import { TextArea, TextField } from "../../ui/field";
import { Switch } from "../../ui/switch";
import { t } from "../messages";
import { Section } from "./section";
import type { SectionProps } from "./section-props";

/** Consent before a chat, and whether operators see words before they are sent. */
export function PrivacySection({ draft, change, form }: SectionProps) {
  const { consent } = draft;
  return (
    <Section title={t("settings.privacy")}>
      <Switch
        isWide
        label={t("settings.consent")}
        isOn={consent !== null}
        onChange={(isOn) => change({ consent: isOn ? { text: t("settings.consent_default"), policy_url: "", version: "" } : null })}
      />
      {consent && (
        <>
          <TextArea
            label={t("settings.consent_text")}
            hint={t("settings.consent_hint")}
            required
            maxLength={1000}
            value={consent.text}
            onValue={(text) => change({ consent: { ...consent, text } })}
            error={form.errorAt("consent.text") ?? form.errorAt("consent")}
          />
          <TextField
            label={t("settings.policy_url")}
            type="url"
            dir="ltr"
            required
            placeholder="https://"
            value={consent.policy_url}
            onValue={(policy_url) => change({ consent: { ...consent, policy_url } })}
            error={form.errorAt("consent.policy_url")}
          />
        </>
      )}
      <div class="field">
        <Switch isWide label={t("settings.preview")} isOn={draft.is_preview_on} onChange={(is_preview_on) => change({ is_preview_on })} />
        <span class="field__hint">{t("settings.preview_hint")}</span>
      </div>
    </Section>
  );
}
