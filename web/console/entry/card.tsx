import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../messages";

/** The quiet page before one is in: a mark, a title, and one thing to do. */
export function EntryCard({ title, text, children }: { title: string; text?: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · ${t("app.name")}`;
  }, [title]);
  return (
    <main id="content" class="entry">
      <div class="entry__card">
        <img class="entry__mark" src="/static/console/icon.svg" alt={t("app.name")} width="44" height="44" />
        <h1>{title}</h1>
        {text && <p class="entry__text">{text}</p>}
        {children}
      </div>
    </main>
  );
}
