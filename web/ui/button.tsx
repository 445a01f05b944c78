import type { ComponentChildren, JSX, Ref } from "preact";
import { classes } from "./classes";

type Native = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "size" | "icon" | "class">;

interface ButtonProps extends Native {
  look?: "primary" | "secondary" | "quiet" | "danger";
  size?: "small" | "wide";
  isBusy?: boolean;
  icon?: ComponentChildren;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button with words. While busy it keeps its width, shows a spinner and ignores presses. */
export function Button({ look = "secondary", size, isBusy, icon, buttonRef, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef}
      class={classes("button", `button--${look}`, size && `button--${size}`)}
      aria-busy={isBusy ? "true" : undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <span class="spinner" aria-hidden="true" /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  label: string;
  size?: "small";
  keys?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button with a picture only; its label is its name and its tooltip. */
export function IconButton({ label, size, keys, buttonRef, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef}
      class={classes("icon-button", size && `icon-button--${size}`)}
      aria-label={label}
      aria-keyshortcuts={keys}
      data-tip={keys ? `${label}  ${keys}` : label}
    >
      {children}
    </button>
  );
}
