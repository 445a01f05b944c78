import { NAME_CHARACTERS } from "../../protocol/protocol";
import { parseHex, readableOn } from "../../ui/color";
import { Field, TextField } from "../../ui/field";
import { Segments } from "../../ui/switch";
import { palette } from "../../widget/palette";
import { TALK } from "../../widget/talk";
import { t } from "../messages";
import { Section } from "./section";
import type { SectionProps } from "./section-props";

const GOOD_CONTRAST = 4.5;
const GREETING_CHARACTERS = 300;

/** Name, colour, place and greetings, with a small picture of the result. */
export function LookSection({ draft, change, form }: SectionProps) {
  return (
    <Section title={t("settings.look")}>
      <TextField
        label={t("settings.name")}
        hint={t("settings.name_hint")}
        required
        maxLength={NAME_CHARACTERS}
        value={draft.name}
        onValue={(name) => change({ name })}
        error={form.errorAt("name")}
      />
      <ColorField value={draft.color} error={form.errorAt("color")} onValue={(color) => change({ color })} />
      <div class="field">
        <span class="field__label" aria-hidden="true">
          {t("settings.position")}
        </span>
        <Segments
          label={t("settings.position")}
          value={draft.position}
          options={[
            { value: "left", label: t("settings.position_left") },
            { value: "right", label: t("settings.position_right") },
          ]}
          onValue={(position) => change({ position })}
        />
      </div>
      <TextField
        label={t("settings.greeting")}
        hint={t("settings.greeting_hint")}
        placeholder={t("settings.default_greeting")}
        maxLength={GREETING_CHARACTERS}
        value={draft.greeting}
        onValue={(greeting) => change({ greeting })}
        error={form.errorAt("greeting")}
      />
      <TextField
        label={t("settings.offline_greeting")}
        placeholder={t("settings.default_offline_greeting")}
        maxLength={GREETING_CHARACTERS}
        value={draft.offline_greeting}
        onValue={(offline_greeting) => change({ offline_greeting })}
        error={form.errorAt("offline_greeting")}
      />
      <WidgetPicture color={draft.color} position={draft.position} name={draft.name} greeting={draft.greeting} />
    </Section>
  );
}

function ColorField({ value, error, onValue }: { value: string; error: string | undefined; onValue(color: string): void }) {
  const rgb = /^#[0-9a-f]{6}$/i.test(value) ? parseHex(value) : null;
  const { ratio } = rgb ? readableOn(rgb) : { ratio: 0 };
  const isGood = ratio >= GOOD_CONTRAST;
  const told = rgb ? t(isGood ? "settings.color_good" : "settings.color_poor", { ratio: ratio.toFixed(1) }) : t("settings.color_invalid");
  return (
    <Field label={t("settings.color")} hint={rgb && told} error={error ?? (rgb ? undefined : told)}>
      {(wiring) => (
        <span class="color-field">
          <input
            class="color-field__well"
            type="color"
            aria-label={t("settings.color")}
            value={rgb ? value : "#000000"}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <input
            {...wiring}
            class="input input--mono"
            dir="ltr"
            spellcheck={false}
            maxLength={7}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        </span>
      )}
    </Field>
  );
}

/** The widget as visitors meet it: the same colours, the same words, the same sign. */
function WidgetPicture({ color, position, name, greeting }: { color: string; position: string; name: string; greeting: string }) {
  return (
    <div class={`widget-picture widget-picture--${position}`} style={palette(color, "light")} aria-hidden="true">
      <div class="widget-picture__panel">
        <div class="widget-picture__head">
          <p dir="auto">{name}</p>
          <p class="widget-picture__greeting" dir="auto">
            {greeting || t("settings.default_greeting")}
          </p>
          <p class="widget-picture__presence">{t("settings.preview_online")}</p>
        </div>
        <div class="widget-picture__sheet">
          <span />
        </div>
      </div>
      <span class="widget-picture__bubble">
        <svg viewBox="0 0 28 28" width={22} height={22}>
          <path d={TALK} fill="currentColor" />
        </svg>
      </span>
    </div>
  );
}
