import { useEffect } from "preact/hooks";
import { Dialog } from "../../ui/dialog";
import { t, type MessageKey } from "../messages";

/** What keys do, by name. The chats view fills in its own. */
export type Shortcut = "next" | "previous" | "compose" | "take" | "close" | "leave" | "sheet";

const plain = new Map<string, Shortcut>([
  ["Escape", "leave"], ["j", "next"], ["k", "previous"], ["c", "compose"], ["/", "compose"], ["t", "take"], ["e", "close"], ["?", "sheet"],
]);
const withAlt = new Map<string, Shortcut>([["ArrowDown", "next"], ["ArrowUp", "previous"]]);

/** Which shortcut a key press means; letters only where nobody is writing. */
export function shortcutOf(event: Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">, isWriting: boolean): Shortcut | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return withAlt.get(event.key) ?? null;
  return isWriting ? null : (plain.get(event.key) ?? null);
}

/** Listen to the whole page while the element is there. An action that is absent leaves the key to the browser. */
export function useShortcuts(actions: Partial<Record<Shortcut, () => void>>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open], .popover:popover-open")) return;
      const isWriting = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
      const shortcut = shortcutOf(event, isWriting);
      const action = shortcut && actions[shortcut];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

const sheet: readonly { label: MessageKey & `keys.${string}`; keys: readonly (readonly string[])[] }[] = [
  { label: "keys.next", keys: [["j"], ["Alt", "↓"]] },
  { label: "keys.previous", keys: [["k"], ["Alt", "↑"]] },
  { label: "keys.compose", keys: [["c"], ["/"]] },
  { label: "keys.take", keys: [["t"]] },
  { label: "keys.close", keys: [["e"]] },
  { label: "keys.send", keys: [["Enter"]] },
  { label: "keys.line", keys: [["Shift", "Enter"]] },
  { label: "keys.leave", keys: [["Esc"]] },
  { label: "keys.sheet", keys: [["?"]] },
];

/** All shortcuts on one sheet. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={t("keys.title")} closeLabel={t("word.close")} onClose={onClose}>
      <dl class="keys">
        {sheet.map(({ label, keys }) => (
          <div key={label} class="keys__line">
            <dt>{t(label)}</dt>
            <dd>
              {keys.map((chord) => (
                <span key={chord.join()} class="keys__chord">
                  {chord.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
