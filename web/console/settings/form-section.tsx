import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-preact";
import { useId } from "preact/hooks";
import { FIELDS_COUNT, NAME_CHARACTERS, type FormField } from "../../protocol/protocol";
import { Button, IconButton } from "../../ui/button";
import { Checkbox, SelectField, TextArea, TextField } from "../../ui/field";
import type { Submission } from "../frame/submit";
import { t } from "../messages";
import { kindOf, kindsFor, withKind, withMoved, withQuestion, type QuestionKind } from "./questions";
import { Section } from "./section";
import type { SectionProps } from "./section-props";

/** The questions asked before a chat. */
export function FormSection({ draft, change, form }: SectionProps) {
  const questions = draft.form;
  const set = (next: FormField[]) => change({ form: next });
  const labels = { name: t("settings.new_name"), email: t("settings.new_email"), text: t("settings.new_text") };
  return (
    <Section title={t("settings.form")} text={t("settings.form_text")}>
      {questions.length > 0 && (
        <ol class="questions">
          {questions.map((field, index) => (
            <li key={field.key}>
              <Question
                field={field}
                index={index}
                count={questions.length}
                kinds={kindsFor(questions, index)}
                form={form}
                onChange={(next) => set(questions.map((each, at) => (at === index ? next : each)))}
                onKind={(kind) => set(withKind(questions, index, kind))}
                onMove={(step) => set(withMoved(questions, index, step))}
                onRemove={() => set(questions.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ol>
      )}
      {form.errorAt("form") && (
        <p class="field__error" role="alert">
          {form.errorAt("form")}
        </p>
      )}
      <div>
        <Button disabled={questions.length >= FIELDS_COUNT} icon={<Plus size={15} aria-hidden="true" />} onClick={() => set(withQuestion(questions, labels))}>
          {t("settings.form_add")}
        </Button>
      </div>
    </Section>
  );
}

interface QuestionProps {
  field: FormField;
  index: number;
  count: number;
  kinds: readonly QuestionKind[];
  form: Submission;
  onChange(field: FormField): void;
  onKind(kind: QuestionKind): void;
  onMove(step: 1 | -1): void;
  onRemove(): void;
}

function Question({ field, index, count, kinds, form, onChange, onKind, onMove, onRemove }: QuestionProps) {
  const id = useId();
  const kind = kindOf(field);
  const at = `form[${index}]`;
  return (
    <fieldset class="question" aria-labelledby={id}>
      <div class="question__head">
        <span id={id} class="question__number">
          {t("settings.form_number", { number: index + 1 })}
        </span>
        <IconButton size="small" label={t("settings.form_up")} disabled={index === 0} onClick={() => onMove(-1)}>
          <ArrowUp size={15} aria-hidden="true" />
        </IconButton>
        <IconButton size="small" label={t("settings.form_down")} disabled={index === count - 1} onClick={() => onMove(1)}>
          <ArrowDown size={15} aria-hidden="true" />
        </IconButton>
        <IconButton size="small" label={t("settings.form_remove")} onClick={onRemove}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <div class="question__body">
        <TextField
          label={t("settings.form_label")}
          required
          maxLength={NAME_CHARACTERS}
          value={field.label}
          onValue={(label) => onChange({ ...field, label })}
          error={form.errorAt(`${at}.label`) ?? form.errorAt(`${at}.key`)}
        />
        <SelectField
          label={t("settings.form_kind")}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`settings.kind_${value}`) }))}
          onValue={(value) => onKind(value as QuestionKind)}
        />
      </div>
      {kind === "choice" && (
        <TextArea
          label={t("settings.form_choices")}
          value={(field.choices ?? []).join("\n")}
          onValue={(text) => onChange({ ...field, choices: text.split("\n") })}
          onBlur={() => onChange({ ...field, choices: (field.choices ?? []).map((each) => each.trim()).filter(Boolean) })}
          error={form.errorAt(`${at}.choices`)}
        />
      )}
      <Checkbox label={t("settings.form_required")} isChecked={field.is_required ?? false} onChange={(is_required) => onChange({ ...field, is_required })} />
    </fieldset>
  );
}
