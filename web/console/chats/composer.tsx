import { SendHorizontal } from "lucide-preact";
import type { Ref } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { MESSAGE_CHARACTERS } from "../../protocol/protocol";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { t } from "../messages";
import { EmojiButton } from "./emoji-button";

interface ComposerProps {
  name: string;
  text: string;
  fieldRef: Ref<HTMLTextAreaElement>;
  /** The person took the chat a moment ago, and goes on by writing. */
  takesFocus: boolean;
  onText(text: string): void;
  onSend(text: string): void;
}

const COUNT_FROM = 200;

/** Where an answer is written. Enter sends, Shift + Enter begins a new line. */
export function Composer({ name, text, fieldRef, takesFocus, onText, onSend }: ComposerProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement | null>(null);
  // The server counts code points, not UTF-16 units.
  const left = MESSAGE_CHARACTERS - [...text].length;
  const maySend = text.trim() !== "" && left >= 0;

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight}px`;
  }, [text]);

  useLayoutEffect(() => {
    // The chat may be drawn as one's own before the answer to the taking is here.
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  const send = () => {
    if (maySend) onSend(text.trim());
  };
  const pressed = (event: KeyboardEvent) => {
    // While an input method composes a word, Enter chooses it. 229 is what Safari says after the composition ended.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const insert = (picture: string) => {
    const area = field.current;
    if (!area) return;
    const { selectionStart: start, selectionEnd: end } = area;
    onText(text.slice(0, start) + picture + text.slice(end));
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start + picture.length, start + picture.length);
    });
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={(element) => {
          field.current = element;
          if (typeof fieldRef === "function") fieldRef(element);
          else if (fieldRef) fieldRef.current = element;
        }}
        class="composer__field"
        rows={1}
        dir="auto"
        value={text}
        placeholder={t("composer.placeholder")}
        aria-label={t("composer.label", { name })}
        aria-describedby={id}
        aria-keyshortcuts="c"
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          pressed(event);
        }}
      />
      <div class="composer__foot">
        <EmojiButton onPick={insert} />
        <p id={id} class={classes("composer__hint", left < 0 && "composer__hint--over")}>
          {left < 0 ? t("composer.over", { count: -left }) : left <= COUNT_FROM ? t("composer.left", { count: left }) : t("composer.hint")}
        </p>
        <Button type="submit" look="primary" disabled={!maySend} icon={<SendHorizontal size={15} class="icon--turns" aria-hidden="true" />}>
          {t("composer.send")}
        </Button>
      </div>
    </form>
  );
}
