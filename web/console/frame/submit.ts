import { useEffect, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { t } from "../messages";

export interface Submission {
  isBusy: boolean;
  /** The refusal's sentence, when it names no field that this form shows. */
  general: string | undefined;
  /** The refusal's sentence, where it names this field. */
  errorAt(field: string): string | undefined;
  run(action: () => Promise<void>): Promise<void>;
}

/** Sending a form: busy while it is under way, and the refusal at the field that it names. */
export function useSubmit(fields: readonly string[]): Submission {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ message: string; field: string | null } | null>(null);
  const owner = ownerOf(refusal?.field ?? null, fields);
  useEffect(() => {
    if (refusal) document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [refusal]);
  return {
    isBusy,
    general: refusal && !owner ? refusal.message : undefined,
    errorAt: (field) => (field === owner ? refusal?.message : undefined),
    async run(action) {
      setBusy(true);
      setRefusal(null);
      try {
        await action();
      } catch (error) {
        if (error instanceof Refused) setRefusal({ message: error.message, field: error.field });
        else setRefusal({ message: t("refusal.unexpected"), field: null });
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Which field of the form shows a refusal of `form[2].label`: that one, or the nearest around it that the form has. */
export function ownerOf(path: string | null, fields: readonly string[]): string | null {
  for (let at = path ?? ""; at !== ""; at = at.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, "")) {
    if (fields.includes(at)) return at;
  }
  return null;
}
