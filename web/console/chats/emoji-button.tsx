import { Smile } from "lucide-preact";
import { IconButton } from "../../ui/button";
import { Popover } from "../../ui/popover";
import { t } from "../messages";
import { emoji } from "../messages/emoji.en";

const IN_ROW = 8;
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: IN_ROW, ArrowUp: -IN_ROW };

/** A small sheet of pictures. Arrow keys walk over it. */
export function EmojiButton({ onPick }: { onPick(picture: string): void }) {
  const walk = (event: KeyboardEvent) => {
    const cells = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const isMirrored = Math.abs(step) === 1 && getComputedStyle(cells[0]!).direction === "rtl";
    cells[cells.indexOf(event.target as HTMLButtonElement) + (isMirrored ? -step : step)]?.focus();
  };
  return (
    <Popover
      label={t("composer.emoji")}
      trigger={({ ref, ...wiring }) => (
        <IconButton label={t("composer.emoji")} buttonRef={ref} {...wiring}>
          <Smile size={18} aria-hidden="true" />
        </IconButton>
      )}
    >
      {(close) => (
        <div class="emoji" onKeyDown={walk}>
          {emoji.map(([picture, name], index) => (
            <button
              key={picture}
              type="button"
              class="emoji__cell"
              aria-label={name}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => {
                close();
                onPick(picture);
              }}
            >
              {picture}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
