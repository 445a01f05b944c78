import type { ComponentChildren, JSX, Ref } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classes } from "./classes";
import { placeBeside } from "./place";

interface Trigger {
  ref: Ref<HTMLButtonElement>;
  popovertarget: string;
  "aria-expanded": boolean;
}

interface PopoverProps {
  label: string;
  side?: "block" | "inline";
  trigger(wiring: Trigger): ComponentChildren;
  children(close: () => void): ComponentChildren;
}

/** A small panel beside its button. The browser closes it on Escape and on a press outside, and gives the focus back. */
export function Popover({ label, side = "block", trigger, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  // What is inside is drawn only while it is open, so its size and its place are known after that drawing.
  useLayoutEffect(() => {
    if (!isOpen || !panel.current || !button.current) return;
    placeBeside(panel.current, button.current, side);
    panel.current.querySelector<HTMLElement>("a[href], button:not(:disabled), input")?.focus();
  }, [isOpen]);

  return (
    <>
      {trigger({ ref: button, popovertarget: id, "aria-expanded": isOpen })}
      <div
        id={id}
        ref={panel}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => setOpen((event as unknown as ToggleEvent).newState === "open")}
      >
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

interface MenuItemProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "class"> {
  icon?: ComponentChildren;
  keys?: string;
  isDangerous?: boolean;
}

/** One line of a menu that does something. */
export function MenuItem({ icon, keys, isDangerous, children, ...rest }: MenuItemProps) {
  return (
    <button type="button" {...rest} class={classes("menu-item", isDangerous && "menu-item--danger")}>
      {icon}
      {children}
      {keys && <kbd class="menu-item__key">{keys}</kbd>}
    </button>
  );
}
