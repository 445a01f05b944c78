import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Banner } from "../../ui/states";
import { toast } from "../../ui/toast";
import { api, type SiteSettings } from "../api";
import { useSubmit } from "../frame/submit";
import { t } from "../messages";
import { changesOf } from "./changes";
import { EmbedSection } from "./embed-section";
import { FormSection } from "./form-section";
import { LookSection } from "./look-section";
import { PrivacySection } from "./privacy-section";
import { SecretSection } from "./secret-section";
import type { SectionProps } from "./section-props";

const plainFields = ["name", "color", "position", "greeting", "offline_greeting", "allowed_origins", "form", "consent", "consent.text", "consent.policy_url"];

/** Everything about one site. Nothing is changed until it is saved, and then only what was edited. */
export function SiteForm({ site, isOwner, onSaved }: { site: SiteSettings; isOwner: boolean; onSaved(site: SiteSettings): void }) {
  const [draft, setDraft] = useState(site);
  const questionFields = draft.form.flatMap((_, index) => ["key", "label", "choices"].map((part) => `form[${index}].${part}`));
  const form = useSubmit([...plainFields, ...questionFields]);
  const changes = changesOf(site, draft, new Date());
  const isChanged = Object.keys(changes).length > 0;
  const section: SectionProps = { draft, form, change: (part) => setDraft((now) => ({ ...now, ...part })) };

  const save = async () => {
    const saved = await api.changeSite(site.id, changes);
    setDraft(saved);
    onSaved(saved);
    toast(t("settings.saved"));
  };
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void form.run(save);
      }}
    >
      {!isOwner && <Banner>{t("settings.read_only")}</Banner>}
      {/* A fieldset takes the whole form out of use for those who may only look. */}
      <fieldset class="settings-form__all" disabled={!isOwner}>
        <EmbedSection {...section} />
        <LookSection {...section} />
        <FormSection {...section} />
        <PrivacySection {...section} />
        {isOwner && <SecretSection site={site} onMade={() => onSaved({ ...site, has_identity_secret: true })} />}
      </fieldset>
      {isOwner && (isChanged || form.general) && (
        <footer class="save-bar">
          <span role="status" class={form.general ? "field__error" : undefined}>
            {form.general ?? t("settings.unsaved")}
          </span>
          <Button look="quiet" onClick={() => setDraft(site)}>
            {t("word.undo_changes")}
          </Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("word.save")}
          </Button>
        </footer>
      )}
    </form>
  );
}
