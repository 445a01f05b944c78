import { CircleAlert } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { EMAIL_CHARACTERS, NAME_CHARACTERS } from "../../protocol/protocol";
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
  const [organization, setOrganization] = useState("");
  const [email, setEmail] = useState(look.is_first ? "" : look.email);
  const [name, setName] = useState(look.is_first ? "" : look.name);
  const [password, setPassword] = useState("");
  const form = useSubmit(["organization_name", "email", "name", "password"]);
  const accept = async () => {
    const introduction = look.is_first ? { email: email.trim(), organization_name: organization.trim() } : {};
    enter(await api.acceptInvitation(token, { name: name.trim(), password, ...introduction }));
    // The token has done its work: it leaves the address and the history.
    navigate(to("chats"), { isReplacing: true });
  };
  return (
    <EntryCard
      title={look.is_first ? t("welcome.first_title") : t("welcome.title", { organization: look.organization_name })}
      text={look.is_first ? t("welcome.first_text") : t("welcome.text")}
    >
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
        {look.is_first && (
          <TextField
            label={t("welcome.organization")}
            hint={t("welcome.organization_hint")}
            autoComplete="organization"
            required
            maxLength={NAME_CHARACTERS}
            value={organization}
            onValue={setOrganization}
            error={form.errorAt("organization_name")}
          />
        )}
        <TextField
          label={t("word.email")}
          hint={look.is_first ? t("welcome.email_hint") : undefined}
          type="email"
          autoComplete="username"
          required
          maxLength={EMAIL_CHARACTERS}
          value={email}
          onValue={setEmail}
          readOnly={!look.is_first}
          error={form.errorAt("email")}
        />
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
