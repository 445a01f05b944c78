import { CircleAlert } from "lucide-preact";
import type { ComponentChildren, JSX, Ref } from "preact";
import { useId } from "preact/hooks";
import { classes } from "./classes";

interface Frame {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  optional?: string;
}

interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

/** Label, hint and refusal around one control, tied together for assistive technology. */
export function Field({ label, hint, error, optional, children }: Frame & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
        {optional && <span class="field__optional">{optional}</span>}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? "true" : undefined })}
      {hint && (
        <span class="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span class="field__error" id={`${id}-error`} role="alert" hidden={!error}>
        {error && <CircleAlert size={14} aria-hidden="true" />}
        {error}
      </span>
    </div>
  );
}

interface TextProps extends Frame, Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "label" | "onInput" | "class" | "value"> {
  value: string;
  onValue(value: string): void;
  isMono?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({ label, hint, error, optional, value, onValue, isMono, inputRef, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(wiring) => (
        <input
          dir="auto"
          {...rest}
          {...wiring}
          ref={inputRef}
          class={classes("input", isMono && "input--mono")}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface AreaProps extends Frame, Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "label" | "onInput" | "class" | "value"> {
  value: string;
  onValue(value: string): void;
}

/** Several lines of text. */
export function TextArea({ label, hint, error, optional, value, onValue, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(wiring) => (
        <textarea dir="auto" {...rest} {...wiring} class="input" value={value} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
    </Field>
  );
}

interface SelectProps extends Frame {
  value: string;
  options: readonly { value: string; label: string }[];
  disabled?: boolean;
  onValue(value: string): void;
}

/** One of a few. */
export function SelectField({ value, options, onValue, disabled, ...frame }: SelectProps) {
  return (
    <Field {...frame}>
      {(wiring) => (
        <select {...wiring} class="input" value={value} disabled={disabled} onChange={(event) => onValue(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A tick box with its words beside it. */
export function Checkbox(props: { label: string; isChecked: boolean; disabled?: boolean; onChange(isChecked: boolean): void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isChecked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}
