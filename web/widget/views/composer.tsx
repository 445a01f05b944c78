import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { lengthOf } from "../../client/advance";
import { MESSAGE_CHARACTERS } from "../../protocol/protocol";
import { Icon } from "../icons";
import { EmojiPicker } from "./emoji_picker";
import type { View } from "./model";

const MOST_HEIGHT = 120;
const COUNT_FROM = 300;

interface ComposerProps {
  view: View;
  onSend(text: string): void;
  onTyping(text: string): void;
}

/** Where a message is written: Enter sends, Shift and Enter make a line. What is too long is kept, and said. */
export function Composer({ view, onSend, onTyping }: ComposerProps): VNode {
  const { draft, tongue } = view;
  const area = useRef<HTMLTextAreaElement>(null);
  const [isPicking, setPicking] = useState(false);
  const told = useRef(`t${view.newId()}`).current;
  const isPreviewed = view.session.thread !== null && (view.session.look.is_preview_on ?? false);
  const left = MESSAGE_CHARACTERS - lengthOf(draft);
  const maySend = draft.trim() !== "" && left >= 0;

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, MOST_HEIGHT)}px`;
  }, [draft]);

  const write = (text: string) => {
    view.setDraft(text);
    onTyping(text);
  };
  const send = () => {
    if (!maySend) return;
    view.setDraft("");
    onSend(draft.trim());
    area.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    // While a Chinese or Japanese word is being composed, Enter chooses it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const insert = (emoji: string) => {
    const box = area.current;
    const [from, to] = [box?.selectionStart ?? draft.length, box?.selectionEnd ?? draft.length];
    write(draft.slice(0, from) + emoji + draft.slice(to));
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  };
  const stopPicking = () => {
    setPicking(false);
    area.current?.focus();
  };
  return (
    <div class="composer">
      {isPicking && <EmojiPicker view={view} onPick={insert} onClose={stopPicking} />}
      {left < COUNT_FROM && (
        <p class={left < 0 ? "count over" : "count"} role="status">
          {left < 0 ? tongue.t("too_long", { count: -left }) : tongue.t("characters_left", { count: left })}
        </p>
      )}
      <div class="box">
        <textarea
          ref={area} rows={1} dir={draft ? "auto" : undefined} value={draft} placeholder={tongue.t("write_message")} aria-label={tongue.t("your_message")}
          aria-describedby={isPreviewed ? told : undefined}
          onInput={(event) => write(event.currentTarget.value)} onKeyDown={keyDown}
        />
        <button
          type="button" class="quiet" aria-label={tongue.t("emoji")} aria-expanded={isPicking} aria-haspopup="dialog"
          onClick={() => setPicking(!isPicking)}
        >
          <Icon name="smile" />
        </button>
        <button type="button" class="send" aria-label={tongue.t("send")} disabled={!maySend} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
      {isPreviewed && <p class="told" id={told}>{tongue.t("previewed")}</p>}
    </div>
  );
}
