import { ArrowLeft } from "lucide-preact";
import type { ComponentChildren } from "preact";

interface HeadProps {
  title: ComponentChildren;
  text?: ComponentChildren;
  backTo?: string;
  backLabel?: string;
  lead?: ComponentChildren;
  level?: 1 | 2;
  children?: ComponentChildren;
}

/** The top of a column: where one is, a way back on narrow screens, and what one can do. */
export function PaneHead({ title, text, backTo, backLabel, lead, level = 1, children }: HeadProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <header class="pane-head">
      {backTo && (
        <a class="icon-button pane-head__back" href={backTo} aria-label={backLabel}>
          <ArrowLeft size={18} class="icon--turns" aria-hidden="true" />
        </a>
      )}
      {lead}
      <div class="pane-head__words">
        <Title class="pane-head__title cut">{title}</Title>
        {text && <p class="pane-head__text cut">{text}</p>}
      </div>
      <div class="pane-head__actions">{children}</div>
    </header>
  );
}
