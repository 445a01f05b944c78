import { CircleAlert } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { NAME_CHARACTERS } from "../../protocol/protocol";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { Banner, Skeleton } from "../../ui/states";
import { api, type InvitationLook } from "../api";
import { useSubmit } from "../frame/submit";
import { enter } from "../live/session";
import { t } from "../messages";
import { navigate, to } from "../router";
import { EntryCard } from "./card";
import { PasswordField } from "./password-field";

/** The first visit: the link's token stands behind #, where no server and no log sees it. */
export function Welcome() {
  const [token] = useState(() => location.hash.slice(1));
  const [look, setLook] = useState<InvitationLook | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const load = () => {
    setRefusal(null);
    api.lookAtInvitation(token).then(setLook, (error: unknown) => error instanceof Refused && setRefusal(error));
  };
  useEffect(load, [token]);

  if (refusal?.isRetryable) {
    return (
      <EntryCard title={t("app.failed")} text={refusal.message}>
        <Button look="primary" size="wide" onClick={load}>
          {t("app.try_again")}
        </Button>
      </EntryCard>
    );
  }
  if (refusal) {
    return (
      <EntryCard title={t("welcome.broken")} text={t("welcome.broken_text")}>
        <a class="button button--secondary button--wide" href={to("chats")}>
          {t("welcome.to_signin")}
        </a>
      </EntryCard>
    );
  }
  if (!look) {
    return (
      <EntryCard title={t("app.loading")}>
        <div class="stack">
          <Skeleton width="100%" height={36} />
          <Skeleton width="100%" height={36} />
        </div>
      </EntryCard>
    );
  }
  return <WelcomeForm token={token} look={look} />;
}

function WelcomeForm({ token, look }: { token: string; look: InvitationLook }) {
  const [name, setName] = useState(look.name);
  const [password, setPassword] = useState("");
  const form = useSubmit(["name", "password"]);
  const accept = async () => {
    enter(await api.acceptInvitation(token, name.trim(), password));
    // The token has done its work: it leaves the address and the history.
    navigate(to("chats"), { isReplacing: true });
  };
  return (
    <EntryCard title={t("welcome.title", { organization: look.organization_name })} text={t("welcome.text")}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(accept);
        }}
      >
        {form.general && (
          <Banner tone="danger" icon={<CircleAlert size={16} aria-hidden="true" />}>
            {form.general}
          </Banner>
        )}
        <TextField label={t("word.email")} type="email" autoComplete="username" value={look.email} onValue={() => {}} readOnly />
        <TextField
          label={t("word.name")}
          hint={t("welcome.name_hint")}
          autoComplete="name"
          required
          maxLength={NAME_CHARACTERS}
          value={name}
          onValue={setName}
          error={form.errorAt("name")}
        />
        <PasswordField
          autoComplete="new-password"
          hint={t("welcome.password_hint")}
          value={password}
          onValue={setPassword}
          error={form.errorAt("password")}
        />
        <Button type="submit" look="primary" size="wide" isBusy={form.isBusy}>
          {t("welcome.submit")}
        </Button>
      </form>
    </EntryCard>
  );
}
