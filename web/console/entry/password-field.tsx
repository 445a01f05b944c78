import { Eye, EyeOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { IconButton } from "../../ui/button";
import { Field } from "../../ui/field";
import { t } from "../messages";

interface PasswordFieldProps {
  value: string;
  autoComplete: "current-password" | "new-password";
  hint?: string;
  error: string | undefined;
  onValue(value: string): void;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ value, autoComplete, hint, error, onValue }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={t("word.password")} hint={hint} error={error}>
      {(wiring) => (
        <span class="password">
          <input
            {...wiring}
            class="input"
            type={isShown ? "text" : "password"}
            dir="ltr"
            autoComplete={autoComplete}
            required
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <IconButton label={t(isShown ? "signin.hide" : "signin.show")} size="small" onClick={() => setShown(!isShown)}>
            {isShown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
          </IconButton>
        </span>
      )}
    </Field>
  );
}
