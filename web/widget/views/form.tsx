import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { lengthOf } from "../../client/advance";
import { EMAIL_CHARACTERS, FIELD_CHARACTERS, type FormField, MESSAGE_CHARACTERS } from "../../protocol/protocol";
import { questionAt } from "../questions";
import type { VisitorSession } from "../session";
import type { StartRefusal } from "../start";
import { safeHref } from "../text";
import type { WordKey } from "../words/shape";
import type { View } from "./model";

export function needsForm(session: VisitorSession): boolean {
  return session.questions.length > 0 || Boolean(session.look.consent);
}

type Errors = Record<string, string>;

/** The form before a chat, and the form to leave a message: the same, in other words. */
export function StartForm({ view }: { view: View }): VNode {
  const { session, tongue } = view;
  const asked = session.questions;
  const { consent, is_online } = session.look;
  const { answers, refusal } = session.start;
  const [written, setWritten] = useState<Record<string, string>>(() => ({
    ...answers?.fields, ...(answers?.name && { name: answers.name }), ...(answers?.email && { email: answers.email }),
  }));
  const values: Record<string, string> = { ...session.knownAnswers, ...written };
  // Agreed to these words: when the owner writes others, they are read and agreed to again.
  const [agreedVersion, setAgreedVersion] = useState<string | null>(null);
  const agreed = agreedVersion === consent?.version;
  const [errors, setErrors] = useState<Errors>(() => errorOf(refusal));
  const form = useRef<HTMLFormElement>(null);
  const prefix = useRef(`f${view.newId()}`).current;
  const placed = new Set([...asked.map((field) => field.key), "text"]);
  const unplaced = refusal?.hasFormChanged ? tongue.t("form_changed") : refusal && !placed.has(keyAt(refusal)) ? refusal.message : null;

  const submit = (event: Event) => {
    event.preventDefault();
    const found = check(view, asked, values, agreed);
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) return (form.current?.querySelector(`[name="${CSS.escape(first)}"]`) as HTMLElement | null)?.focus();
    // An answer to a question that is not asked any more is not told.
    const { name = "", email = "", ...fields } = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => placed.has(key) && value.trim() !== ""),
    );
    session.startChat({ text: view.draft.trim(), name: name.trim(), email: email.trim(), fields, consentVersion: consent?.version ?? null });
    view.setDraft("");
  };
  const slot = (key: string, label: string, isRequired: boolean, input: (aria: object) => VNode) => {
    const id = `${prefix}-${key}`;
    const error = errors[key];
    return (
      <div class={error ? "field wrong" : "field"} key={key}>
        <label for={id} dir="auto">
          {label}
          {!isRequired && <small> ({tongue.t("optional")})</small>}
        </label>
        {input({ id, name: key, "aria-required": isRequired, "aria-invalid": Boolean(error), "aria-describedby": error ? `${id}-e` : undefined })}
        {error && <p class="error" id={`${id}-e`}>{error}</p>}
      </div>
    );
  };
  return (
    <form class="start" ref={form} noValidate onSubmit={submit}>
      {unplaced && <p class="error" role="alert">{unplaced}</p>}
      {asked.map((field) =>
        slot(field.key, labelOf(view, field), field.is_required ?? false, (aria) => (
          <Answer field={field} view={view} aria={aria} value={values[field.key] ?? ""} onValue={(value) => setWritten({ ...written, [field.key]: value })} />
        )),
      )}
      {slot("text", tongue.t("your_message"), true, (aria) => (
        <textarea {...aria} dir="auto" rows={2} value={view.draft} onInput={(event) => view.setDraft(event.currentTarget.value)} />
      ))}
      {consent && (
        <div class={errors["consent"] ? "consent wrong" : "consent"}>
          <label>
            <input
              type="checkbox" name="consent" checked={agreed} aria-invalid={Boolean(errors["consent"])}
              aria-describedby={errors["consent"] ? `${prefix}-consent-e` : undefined}
              onChange={(event) => setAgreedVersion(event.currentTarget.checked ? consent.version : null)}
            />
            <span dir="auto">{consent.text}</span>
          </label>
          {safeHref(consent.policy_url) && (
            <a href={safeHref(consent.policy_url) ?? ""} target="_blank" rel="noopener noreferrer nofollow">
              {tongue.t("privacy_policy")}
            </a>
          )}
          {errors["consent"] && <p class="error" id={`${prefix}-consent-e`}>{errors["consent"]}</p>}
        </div>
      )}
      <button type="submit" class="main">{tongue.t(is_online ? "start_chat" : "leave_message")}</button>
    </form>
  );
}

/** The key of what a refusal is about, as the form's fields are named; empty where it is about none of them. */
function keyAt({ field }: StartRefusal): string {
  return field === "text" ? field : (questionAt(field) ?? "");
}

function errorOf(refusal: StartRefusal | null): Errors {
  return refusal && !refusal.hasFormChanged && keyAt(refusal) ? { [keyAt(refusal)]: refusal.message } : {};
}

interface AnswerProps {
  field: FormField;
  view: View;
  aria: object;
  value: string;
  onValue(value: string): void;
}

function Answer({ field, view, aria, value, onValue }: AnswerProps): VNode {
  if (field.kind === "choice") {
    return (
      <select {...aria} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{view.tongue.t("choose")}</option>
        {(field.choices ?? []).map((choice) => <option key={choice} value={choice}>{choice}</option>)}
      </select>
    );
  }
  const isEmail = field.kind === "email" || field.key === "email";
  return (
    <input
      {...aria} type={isEmail ? "email" : "text"} dir={isEmail ? "ltr" : "auto"} value={value}
      maxLength={isEmail ? EMAIL_CHARACTERS : FIELD_CHARACTERS}
      autocomplete={isEmail ? "email" : field.key === "name" ? "name" : "off"}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
}

function labelOf(view: View, field: FormField): string {
  if (field.label) return field.label;
  const own: Record<string, WordKey> = { name: "your_name", email: "your_email" };
  const key = own[field.key];
  return key ? view.tongue.t(key) : field.key;
}

function check(view: View, asked: FormField[], values: Record<string, string>, agreed: boolean): Errors {
  const { t } = view.tongue;
  const errors: Errors = {};
  for (const field of asked) {
    const value = (values[field.key] ?? "").trim();
    if (field.is_required && value === "") errors[field.key] = t("required");
    else if (value && (field.kind === "email" || field.key === "email") && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      errors[field.key] = t("email_wrong");
    }
  }
  const over = lengthOf(view.draft) - MESSAGE_CHARACTERS;
  if (view.draft.trim() === "") errors["text"] = t("required");
  else if (over > 0) errors["text"] = t("too_long", { count: over });
  if (view.session.look.consent && !agreed) errors["consent"] = t("consent_required");
  return errors;
}
