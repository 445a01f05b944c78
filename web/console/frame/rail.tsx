import { Archive, Keyboard, LogOut, MessageCircle, Monitor, Moon, Settings, Sun, UserRound, Users } from "lucide-preact";
import { useState } from "preact/hooks";
import { Avatar } from "../../ui/avatar";
import { CountBadge } from "../../ui/badge";
import { MenuItem, Popover } from "../../ui/popover";
import { Segments, Switch } from "../../ui/switch";
import { toast } from "../../ui/toast";
import { useLive } from "../live/context";
import { attention } from "../live/rows";
import { me, signOut } from "../live/session";
import { t, type MessageKey } from "../messages";
import { theme, type Theme } from "../preferences";
import { navigate, route, to } from "../router";
import { NotificationsButton } from "./notifications";

const places = [
  { view: "chats", icon: MessageCircle, label: "nav.chats" },
  { view: "archive", icon: Archive, label: "nav.archive" },
  { view: "team", icon: Users, label: "nav.team" },
  { view: "settings", icon: Settings, label: "nav.settings" },
] as const;

/** The way around: the four places, the notifications, and oneself. */
export function Rail({ onShortcuts }: { onShortcuts(): void }) {
  const live = useLive();
  const count = attention(live.groups.value);
  return (
    <nav class="rail" aria-label={t("nav.main")} data-tips="inline">
      {places.map(({ view, icon: Icon, label }) => (
        <a
          key={view}
          class="rail__link"
          href={to(view)}
          aria-current={route.value.view === view ? "page" : undefined}
          data-tip={t(label)}
        >
          <Icon size={19} strokeWidth={1.8} aria-hidden="true" />
          <span class="hidden-visually">{t(label)}</span>
          {view === "chats" && (
            <span class="rail__count">
              <CountBadge count={count} label={t("nav.attention", { count })} />
            </span>
          )}
        </a>
      ))}
      <span class="rail__gap" />
      <NotificationsButton />
      <AvailabilitySwitch isLabelHidden />
      <AccountMenu onShortcuts={onShortcuts} />
    </nav>
  );
}

function AvailabilitySwitch({ isLabelHidden = false }: { isLabelHidden?: boolean }) {
  const live = useLive();
  const [isBusy, setBusy] = useState(false);
  const change = async (accepts: boolean) => {
    setBusy(true);
    try {
      await live.setAvailability(accepts);
    } catch (error) {
      toast(error instanceof Error ? error.message : t("refusal.unexpected"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch
      label={t("availability.label")}
      isOn={me.value.accepts_chats ?? false}
      isLabelHidden={isLabelHidden}
      isWide={!isLabelHidden}
      disabled={isBusy || !live.isOnline.value}
      onChange={change}
    />
  );
}

function AccountMenu({ onShortcuts }: { onShortcuts(): void }) {
  const live = useLive();
  const self = me.value;
  const isHere = live.isOnline.value && Boolean(self.accepts_chats);
  return (
    <Popover
      label={t("nav.account")}
      side="inline"
      trigger={(wiring) => (
        <button type="button" {...wiring} class="rail__account" data-tip={self.name}>
          <span class="hidden-visually">{`${t("nav.account")}: ${self.name}`}</span>
          <Avatar id={self.id} name={self.name} photoUrl={self.photo_url} presence={isHere ? "here" : "away"} />
        </button>
      )}
    >
      {(close) => (
        <div class="account-menu">
          <div class="account-menu__who">
            <Avatar id={self.id} name={self.name} photoUrl={self.photo_url} size="l" />
            <div class="list-row__body">
              <p class="list-row__title cut">{self.name}</p>
              <p class="list-row__text cut">{self.email}</p>
            </div>
          </div>
          <div class="account-menu__line">
            <AvailabilitySwitch />
          </div>
          <div class="account-menu__line">
            <ThemeChoice />
          </div>
          <hr class="menu-line" />
          <MenuItem icon={<UserRound size={16} aria-hidden="true" />} onClick={() => (close(), navigate(to("profile")))}>
            {t("nav.profile")}
          </MenuItem>
          <MenuItem icon={<Keyboard size={16} aria-hidden="true" />} keys="?" onClick={() => (close(), onShortcuts())}>
            {t("nav.shortcuts")}
          </MenuItem>
          <MenuItem icon={<LogOut size={16} class="icon--turns" aria-hidden="true" />} onClick={() => void signOut()}>
            {t("nav.signout")}
          </MenuItem>
        </div>
      )}
    </Popover>
  );
}

const themes: readonly { value: Theme; label: MessageKey & `theme.${string}`; icon: typeof Sun }[] = [
  { value: "system", label: "theme.system", icon: Monitor },
  { value: "light", label: "theme.light", icon: Sun },
  { value: "dark", label: "theme.dark", icon: Moon },
];

/** System, light or dark. */
export function ThemeChoice() {
  return (
    <Segments
      label={t("nav.theme")}
      value={theme.value}
      options={themes.map(({ value, label, icon: Icon }) => ({ value, label: t(label), icon: <Icon size={14} aria-hidden="true" /> }))}
      onValue={(value) => (theme.value = value)}
    />
  );
}
