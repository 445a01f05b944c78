import { Archive, Bell, CloudOff, Copy, Pencil, Plus, Send, Settings, Trash2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Avatar } from "../../ui/avatar";
import { Badge, CountBadge } from "../../ui/badge";
import { Button, IconButton } from "../../ui/button";
import { ConfirmDialog } from "../../ui/dialog";
import { Checkbox, SelectField, TextArea, TextField } from "../../ui/field";
import { MenuItem, Popover } from "../../ui/popover";
import { Banner, EmptyState, Skeleton, SkeletonRows } from "../../ui/states";
import { Switch } from "../../ui/switch";
import { toast } from "../../ui/toast";
import { ThemeChoice } from "../frame/rail";
import { t } from "../messages";
import "../styles/elements.css";
import { words } from "./words";

const looks = ["primary", "secondary", "quiet", "danger"] as const;
const grounds = ["canvas", "surface", "raised", "sunken", "hover", "selected", "accent", "accent-soft", "ok-soft", "warn-soft", "danger-soft"];
const people = ["Ada Lovelace", "Ben Okri", "Cleo", "Víc Novák", "ليلى حداد", "?"];

/** Every element in every state, on one page. */
export function ElementsView() {
  return (
    <main id="content" class="elements">
      <header class="elements__head">
        <div>
          <h1>{t("elements.title")}</h1>
          <p>{t("elements.text")}</p>
        </div>
        <ThemeChoice />
      </header>
      <Colours />
      <Buttons />
      <Fields />
      <Small />
      <Overlays />
      <States />
      <Rows />
    </main>
  );
}

function Specimen({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="specimen">
      <h2>{title}</h2>
      <div class="specimen__body">{children}</div>
    </section>
  );
}

function Colours() {
  return (
    <Specimen title={words.colours}>
      {grounds.map((name) => (
        <figure key={name} class="swatch">
          <span class="swatch__ground" style={{ background: `var(--${name})` }} />
          <figcaption>{name}</figcaption>
        </figure>
      ))}
    </Specimen>
  );
}

function Buttons() {
  return (
    <Specimen title={words.buttons}>
      {looks.map((look) => (
        <div key={look} class="line">
          <Button look={look}>{words[look]}</Button>
          <Button look={look} icon={<Plus size={15} aria-hidden="true" />}>
            {words.withIcon}
          </Button>
          <Button look={look} isBusy>
            {words.busy}
          </Button>
          <Button look={look} disabled>
            {words.disabled}
          </Button>
          <Button look={look} size="small">
            {words.small}
          </Button>
        </div>
      ))}
      <div class="line">
        <IconButton label={words.iconButton} keys="c">
          <Pencil size={18} aria-hidden="true" />
        </IconButton>
        <IconButton label={words.pressed} aria-pressed>
          <Bell size={18} aria-hidden="true" />
        </IconButton>
        <IconButton label={words.disabled} disabled>
          <Trash2 size={18} aria-hidden="true" />
        </IconButton>
        <IconButton label={words.small} size="small">
          <Copy size={15} aria-hidden="true" />
        </IconButton>
      </div>
    </Specimen>
  );
}

function Fields() {
  const [text, setText] = useState("Ada");
  const [kind, setKind] = useState("text");
  const [isTicked, setTicked] = useState(true);
  return (
    <Specimen title={words.fields}>
      <div class="specimen__grid">
        <TextField label={words.label} value={text} onValue={setText} />
        <TextField label={words.withHint} hint={words.hint} optional={t("word.optional")} value="" placeholder={words.placeholder} onValue={setText} />
        <TextField label={words.refused} error={words.refusal} value="ada@" onValue={setText} />
        <TextField label={words.disabled} disabled value={words.disabled} onValue={setText} />
        <TextArea label={words.longText} value={text} onValue={setText} />
        <SelectField
          label={words.choice}
          value={kind}
          options={[
            { value: "text", label: t("settings.kind_text") },
            { value: "choice", label: t("settings.kind_choice") },
          ]}
          onValue={setKind}
        />
      </div>
      <Checkbox label={words.tick} isChecked={isTicked} onChange={setTicked} />
      <Checkbox label={words.disabled} isChecked disabled onChange={setTicked} />
    </Specimen>
  );
}

function Small() {
  const [isOn, setOn] = useState(true);
  return (
    <>
      <Specimen title={words.switches}>
        <Switch label={t("availability.label")} isOn={isOn} onChange={setOn} />
        <Switch label={words.off} isOn={!isOn} onChange={(now) => setOn(!now)} />
        <Switch label={words.disabled} isOn disabled onChange={setOn} />
      </Specimen>
      <Specimen title={words.badges}>
        <Badge>{words.plain}</Badge>
        <Badge tone="accent">{t("team.owner")}</Badge>
        <Badge tone="ok">{t("team.online")}</Badge>
        <Badge tone="warn">{t("team.on_break")}</Badge>
        <Badge tone="danger">{t("mark.failed")}</Badge>
        <CountBadge count={3} label={t("chats.unread", { count: 3 })} />
        <CountBadge count={12} isQuiet label={t("chats.unread", { count: 12 })} />
        <CountBadge count={140} label={t("chats.unread", { count: 140 })} />
      </Specimen>
      <Specimen title={words.avatars}>
        {people.map((name, index) => (
          <Avatar key={name} id={`${index}`} name={name} presence={index % 3 === 0 ? "here" : index % 3 === 1 ? "away" : undefined} />
        ))}
        <Avatar id="a" name="Ada Lovelace" size="s" />
        <Avatar id="a" name="Ada Lovelace" size="l" presence="here" />
        <Avatar id="a" name="Ada Lovelace" size="xl" />
      </Specimen>
    </>
  );
}

function Overlays() {
  const [isAsking, setAsking] = useState(false);
  return (
    <Specimen title={words.overlays}>
      <Popover label={words.menu} trigger={({ ref, ...wiring }) => <Button buttonRef={ref} {...wiring}>{words.menu}</Button>}>
        {(close) => (
          <>
            <MenuItem icon={<Settings size={16} aria-hidden="true" />} onClick={close}>
              {t("nav.settings")}
            </MenuItem>
            <MenuItem icon={<Archive size={16} aria-hidden="true" />} keys="e" onClick={close}>
              {t("nav.archive")}
            </MenuItem>
            <hr class="menu-line" />
            <MenuItem icon={<Trash2 size={16} aria-hidden="true" />} isDangerous onClick={close}>
              {t("word.remove")}
            </MenuItem>
          </>
        )}
      </Popover>
      <Button onClick={() => setAsking(true)}>{words.dialog}</Button>
      <Button onClick={() => toast(t("settings.saved"))}>{words.toast}</Button>
      <IconButton label={words.tooltip} keys="t">
        <Send size={18} aria-hidden="true" />
      </IconButton>
      {isAsking && (
        <ConfirmDialog
          title={t("chat.end_title")}
          text={t("chat.end_text", { name: "Vic" })}
          confirmLabel={t("chat.end_confirm")}
          cancelLabel={t("chat.end_keep")}
          closeLabel={t("word.close")}
          onConfirm={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </Specimen>
  );
}

function States() {
  return (
    <>
      <Specimen title={words.banners}>
        <div class="stack specimen__wide">
          <Banner>{words.notice}</Banner>
          <Banner tone="ok">{t("settings.saved")}</Banner>
          <Banner tone="warn" icon={<CloudOff size={16} aria-hidden="true" />} action={<Button size="small">{t("line.try_now")}</Button>}>
            {t("line.lost")}
          </Banner>
          <Banner tone="danger">{t("line.signed_out")}</Banner>
        </div>
      </Specimen>
      <Specimen title={words.empty}>
        <EmptyState icon={<Archive size={24} />} title={t("archive.none")} text={t("archive.none_text")} action={<Button>{words.secondary}</Button>} />
      </Specimen>
      <Specimen title={words.skeletons}>
        <div class="specimen__wide">
          <SkeletonRows count={3} label={t("word.loading")} />
          <Skeleton width="60%" height={36} />
        </div>
      </Specimen>
    </>
  );
}

function Rows() {
  return (
    <Specimen title={words.rows}>
      <ul class="sheet specimen__wide">
        {people.slice(0, 3).map((name, index) => (
          <li key={name}>
            <a class="list-row" href="#content" aria-current={index === 1 ? "page" : undefined}>
              <Avatar id={`${index}`} name={name} presence="here" />
              <span class="list-row__body">
                <span class="list-row__title">{name}</span>
                <span class="list-row__text">{words.rowText}</span>
              </span>
              <CountBadge count={index} label={t("chats.unread", { count: index })} />
            </a>
          </li>
        ))}
      </ul>
    </Specimen>
  );
}
