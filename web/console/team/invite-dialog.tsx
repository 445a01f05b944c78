import { useState } from "preact/hooks";
import { EMAIL_CHARACTERS, NAME_CHARACTERS } from "../../protocol/protocol";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { api, type Invitation } from "../api";
import { CopyField } from "../frame/copy-field";
import { useSubmit } from "../frame/submit";
import { t } from "../messages";
import { fullTime } from "../time";

/** Invite by name and e-mail, and hand the link over. */
export function InviteDialog({ onInvited, onClose }: { onInvited(): void; onClose(): void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [made, setMade] = useState<(Invitation & { link: string }) | null>(null);
  const form = useSubmit(["name", "email"]);
  const invite = async () => {
    const invitation = await api.invite(name.trim(), email.trim());
    setMade(invitation);
    onInvited();
  };
  if (made) {
    return (
      <Dialog title={t("team.link_title", { name: made.name })} closeLabel={t("word.close")} onClose={onClose}>
        <p>{t("team.link_mailed", { email: made.email })}</p>
        <p>{t("team.link_text", { date: fullTime(made.expires_at) })}</p>
        <CopyField label={t("team.link")} value={made.link} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("team.invite")} closeLabel={t("word.close")} onClose={onClose}>
      <p>{t("team.invite_text")}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(invite);
        }}
      >
        <TextField label={t("word.name")} required autofocus maxLength={NAME_CHARACTERS} value={name} onValue={setName} error={form.errorAt("name")} />
        <TextField
          label={t("word.email")}
          type="email"
          required
          maxLength={EMAIL_CHARACTERS}
          value={email}
          onValue={setEmail}
          error={form.errorAt("email")}
        />
        {form.general && (
          <p class="field__error" role="alert">
            {form.general}
          </p>
        )}
        <footer class="dialog__foot">
          <Button onClick={onClose}>{t("word.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("team.invite_submit")}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
