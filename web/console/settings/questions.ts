// The editor's moves on the form before a chat, without any drawing.
import type { FormField } from "../../protocol/protocol";

export type QuestionKind = "name" | "email" | "text" | "choice";

/** What a question asks for. `name` and `email` are known keys; their answers become the visitor's name and e-mail. */
export function kindOf(field: FormField): QuestionKind {
  return field.key === "name" || field.key === "email" ? field.key : field.kind === "choice" ? "choice" : "text";
}

/** The question asking for something else. Its key stays where it can, for the answers given so far carry it. */
export function withKind(form: readonly FormField[], index: number, kind: QuestionKind): FormField[] {
  return form.map((field, at) => {
    if (at !== index) return field;
    const rest = { label: field.label, is_required: field.is_required ?? false };
    if (kind === "name") return { key: "name", ...rest, kind: "text" };
    if (kind === "email") return { key: "email", ...rest, kind: "email" };
    const key = field.key === "name" || field.key === "email" ? freeKey(form) : field.key;
    return kind === "choice" ? { key, ...rest, kind, choices: field.choices ?? [] } : { key, ...rest, kind };
  });
}

/** The kinds that a question may take: name and e-mail only once in a form. */
export function kindsFor(form: readonly FormField[], index: number): QuestionKind[] {
  const taken = form.filter((_, at) => at !== index).map((field) => field.key);
  return (["name", "email", "text", "choice"] as const).filter((kind) => !taken.includes(kind));
}

/** The form with one more question, which asks for what is most likely missing. */
export function withQuestion(form: readonly FormField[], labels: Record<"name" | "email" | "text", string>): FormField[] {
  const kind = kindsFor(form, -1)[0] ?? "text";
  if (kind === "name") return [...form, { key: "name", label: labels.name, kind: "text", is_required: false }];
  if (kind === "email") return [...form, { key: "email", label: labels.email, kind: "email", is_required: false }];
  return [...form, { key: freeKey(form), label: labels.text, kind: "text", is_required: false }];
}

/** The form with two neighbours changed about. */
export function withMoved(form: readonly FormField[], index: number, step: 1 | -1): FormField[] {
  const moved = [...form];
  const [field] = moved.splice(index, 1);
  if (field) moved.splice(index + step, 0, field);
  return moved;
}

function freeKey(form: readonly FormField[]): string {
  const keys = new Set(form.map((field) => field.key));
  let number = form.length + 1;
  while (keys.has(`question_${number}`)) number++;
  return `question_${number}`;
}
