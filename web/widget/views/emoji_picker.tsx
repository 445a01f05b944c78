import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EmojiGroup } from "../emoji";
import type { View } from "./model";

const COLUMNS = 8;

interface PickerProps {
  view: View;
  onPick(emoji: string): void;
  onClose(): void;
}

/** A small choice of emoji: arrows move, Enter picks, Escape goes back to the words. */
export function EmojiPicker({ view, onPick, onClose }: PickerProps): VNode {
  const [groups, setGroups] = useState<readonly EmojiGroup[]>([]);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    import("../emoji").then((module) => isGone || setGroups(module.EMOJI)).catch(onClose);
    return () => {
      isGone = true;
    };
  }, []);
  useLayoutEffect(() => grid.current?.querySelector("button")?.focus(), [groups]);

  const keyDown = (event: KeyboardEvent) => {
    const buttons = Array.from(grid.current?.querySelectorAll("button") ?? []);
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const forward = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    const step = steps[event.key];
    if (event.key === "Escape") onClose();
    else if (step !== undefined) buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const buttonOf = ([char, name]: readonly [string, string], isFirst: boolean) => (
    <button type="button" key={char} tabIndex={isFirst ? 0 : -1} aria-label={`${char} ${name}`} onClick={() => onPick(char)}>
      {char}
    </button>
  );
  return (
    <div class="picker" role="dialog" aria-label={view.tongue.t("emoji")} ref={grid} onKeyDown={keyDown}>
      {groups.map((group, index) => (
        <div role="group" aria-label={view.tongue.t(group.label)} key={group.label}>
          <p aria-hidden="true">{view.tongue.t(group.label)}</p>
          <div class="grid">{group.emoji.map((emoji, place) => buttonOf(emoji, index === 0 && place === 0))}</div>
        </div>
      ))}
    </div>
  );
}
