import { TextArea } from "../../ui/field";
import { CopyField } from "../frame/copy-field";
import { t } from "../messages";
import { Section } from "./section";
import type { SectionProps } from "./section-props";

/** Where the chat may stand, and the line of HTML that puts it there. */
export function EmbedSection({ draft, change, form }: SectionProps) {
  const snippet = `<script src="${location.origin}/widget.js" data-site="${draft.public_key}" async></script>`;
  return (
    <Section title={t("settings.embed")} text={t("settings.embed_text")}>
      <CopyField label={t("settings.embed")} value={snippet} />
      <TextArea
        label={t("settings.origins")}
        hint={t("settings.origins_hint")}
        dir="ltr"
        spellcheck={false}
        value={draft.allowed_origins.join("\n")}
        onValue={(text) => change({ allowed_origins: text.split("\n") })}
        error={form.errorAt("allowed_origins")}
      />
    </Section>
  );
}
