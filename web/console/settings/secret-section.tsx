import { KeyRound } from "lucide-preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/dialog";
import { Banner } from "../../ui/states";
import { api, type SiteSettings } from "../api";
import { CopyField } from "../frame/copy-field";
import { useSubmit } from "../frame/submit";
import { t } from "../messages";
import { Section } from "./section";

/** The secret with which a website signs who its visitors are. The server shows it once. */
export function SecretSection({ site, onMade }: { site: SiteSettings; onMade(): void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const form = useSubmit([]);
  const make = async () => {
    await form.run(async () => {
      setSecret((await api.makeIdentitySecret(site.id)).secret);
      onMade();
    });
    setAsking(false);
  };
  return (
    <Section title={t("settings.secret")} text={t("settings.secret_text")}>
      {secret ? (
        <>
          <Banner tone="warn" icon={<KeyRound size={16} aria-hidden="true" />}>
            {t("settings.secret_once")}
          </Banner>
          <CopyField label={t("settings.secret")} value={secret} />
        </>
      ) : (
        <div class="line">
          {site.has_identity_secret && <span>{t("settings.secret_has")}</span>}
          <Button
            isBusy={form.isBusy}
            icon={<KeyRound size={15} aria-hidden="true" />}
            onClick={() => (site.has_identity_secret ? setAsking(true) : void make())}
          >
            {t(site.has_identity_secret ? "settings.secret_renew" : "settings.secret_make")}
          </Button>
        </div>
      )}
      {form.general && (
        <p class="field__error" role="alert">
          {form.general}
        </p>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t("settings.secret_renew_title")}
          text={t("settings.secret_renew_text")}
          confirmLabel={t("settings.secret_renew")}
          cancelLabel={t("word.cancel")}
          closeLabel={t("word.close")}
          isBusy={form.isBusy}
          onConfirm={() => void make()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
