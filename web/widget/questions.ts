// What is asked before a chat, and when an answer of the server shows that the form in hand is an old one.
import type { Refused } from "../client/refusals";
import type { FormField, SiteLook } from "../protocol/protocol";

/** The site's questions, and an address for when nobody is there to answer at once. */
export function questionsOf(look: SiteLook, knownEmail: string): FormField[] {
  const asked = look.form ?? [];
  const asksEmail = asked.some((field) => field.key === "email");
  const isReachable = (look.is_online ?? false) || knownEmail !== "" || asksEmail;
  return isReachable ? asked : [...asked, { key: "email", label: "", kind: "email" }];
}

/** The key of the question that a refusal points at; null where it points at something else. */
export function questionAt(field: string | null): string | null {
  return field?.startsWith("fields.") ? field.slice("fields.".length) : field === "name" || field === "email" ? field : null;
}

/**
 * Whether the refusal is about something that this form cannot mend: a question that it does not show, a choice that it
 * does not offer, or a consent whose words have changed. The owner changed the form while the page was open.
 */
export function isFormOld(questions: readonly FormField[], { code, field }: Pick<Refused, "code" | "field">): boolean {
  if (code !== "invalid_input") return false;
  if (field === "consent_version") return true;
  const key = questionAt(field);
  const question = questions.find((each) => each.key === key);
  return key !== null && (!question || question.kind === "choice");
}
