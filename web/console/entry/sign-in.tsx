import { CircleAlert } from "lucide-preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { Banner } from "../../ui/states";
import { api } from "../api";
import { useSubmit } from "../frame/submit";
import { enter, type SignedOutReason } from "../live/session";
import { t } from "../messages";
import { EntryCard } from "./card";
import { PasswordField } from "./password-field";

/** The door: e-mail and password. */
export function SignIn({ reason }: { reason: SignedOutReason | null }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(["email", "password"]);
  return (
    <EntryCard title={t("signin.title")} text={t(reason === "seat_removed" ? "signin.seat_removed" : reason ? "signin.ended" : "signin.text")}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(async () => enter(await api.signIn(email.trim(), password)));
        }}
      >
        {form.general && (
          <Banner tone="danger" icon={<CircleAlert size={16} aria-hidden="true" />}>
            {form.general}
          </Banner>
        )}
        <TextField
          label={t("word.email")}
          type="email"
          autoComplete="username"
          required
          autofocus
          value={email}
          onValue={setEmail}
          error={form.errorAt("email")}
        />
        <PasswordField autoComplete="current-password" value={password} onValue={setPassword} error={form.errorAt("password")} />
        <Button type="submit" look="primary" size="wide" isBusy={form.isBusy}>
          {t("signin.submit")}
        </Button>
      </form>
    </EntryCard>
  );
}
