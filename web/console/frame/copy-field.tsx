import { Check, Copy } from "lucide-preact";
import { useEffect, useId, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { t } from "../messages";

const SHOWN_MS = 2_000;

/** Something to copy: in sight, selected at a press, and copied by its button. */
export function CopyField({ label, value, isLong = false }: { label: string; value: string; isLong?: boolean }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without the clipboard (plain HTTP) the text is selected, ready for the keyboard.
      document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(id)}`)?.select();
    }
  };
  return (
    <div class="copy-field">
      <label class="hidden-visually" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="input input--mono"
        readOnly
        rows={isLong ? 4 : 2}
        dir="ltr"
        value={value}
        spellcheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={() => void copy()} icon={isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}>
        <span aria-live="polite">{t(isCopied ? "word.copied" : "word.copy")}</span>
      </Button>
    </div>
  );
}
