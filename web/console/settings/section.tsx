import type { ComponentChildren } from "preact";

/** One subject of the settings. */
export function Section({ title, text, children }: { title: string; text?: string; children: ComponentChildren }) {
  return (
    <section class="settings-section">
      <header class="settings-section__head">
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </header>
      <div class="settings-section__body">{children}</div>
    </section>
  );
}
