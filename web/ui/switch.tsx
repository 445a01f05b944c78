import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { classes } from "./classes";

interface SwitchProps {
  label: string;
  isOn: boolean;
  isLabelHidden?: boolean;
  isWide?: boolean;
  disabled?: boolean;
  onChange(isOn: boolean): void;
}

/** On or off, at once. */
export function Switch({ label, isOn, isLabelHidden, isWide, disabled, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      class={classes("switch", isWide && "switch--wide")}
      aria-checked={isOn}
      aria-label={label}
      data-tip={isLabelHidden ? label : undefined}
      disabled={disabled}
      onClick={() => onChange(!isOn)}
    >
      {!isLabelHidden && <span>{label}</span>}
      <span class="switch__track" aria-hidden="true" />
    </button>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ComponentChildren }[];
  onValue(value: Value): void;
}

/** One of a few, all in sight: radio buttons drawn as segments. */
export function Segments<Value extends string>({ label, value, options, onValue }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div class="segments" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} class="segment">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onValue(option.value)} />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}
