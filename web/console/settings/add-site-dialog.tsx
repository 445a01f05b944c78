import { useState } from "preact/hooks";
import { NAME_CHARACTERS } from "../../protocol/protocol";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { api, type SiteSettings } from "../api";
import { useSubmit } from "../frame/submit";
import { t } from "../messages";

/** A new site needs a name and the address it stands on. */
export function AddSiteDialog({ onAdded, onClose }: { onAdded(site: SiteSettings): void; onClose(): void }) {
  const [name, setName] = useState("");
  const [origin, setOrigin] = useState("");
  const form = useSubmit(["name", "allowed_origins"]);
  return (
    <Dialog title={t("settings.add")} closeLabel={t("word.close")} onClose={onClose}>
      <p>{t("settings.add_text")}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(async () => onAdded(await api.addSite(name.trim(), [origin.trim()])));
        }}
      >
        <TextField label={t("settings.name")} required autofocus maxLength={NAME_CHARACTERS} value={name} onValue={setName} error={form.errorAt("name")} />
        <TextField
          label={t("settings.origins")}
          type="url"
          dir="ltr"
          required
          placeholder="https://www.example.com"
          value={origin}
          onValue={setOrigin}
          error={form.errorAt("allowed_origins")}
        />
        {form.general && (
          <p class="field__error" role="alert">
            {form.general}
          </p>
        )}
        <footer class="dialog__foot">
          <Button onClick={onClose}>{t("word.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("settings.add_submit")}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
