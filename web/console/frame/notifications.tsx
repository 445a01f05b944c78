import { Bell, BellOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { Button, IconButton } from "../../ui/button";
import { Popover } from "../../ui/popover";
import { Switch } from "../../ui/switch";
import { chime, permission, showDesktop } from "../live/notify";
import { t } from "../messages";
import { desktop, sound } from "../preferences";

/** The bell: what may make itself heard, and a button to try it. */
export function NotificationsButton() {
  const isSilent = sound.value === "off" && desktop.value === "off";
  const Icon = isSilent ? BellOff : Bell;
  return (
    <Popover
      label={t("notify.title")}
      side="inline"
      trigger={({ ref, ...wiring }) => (
        <IconButton label={t("notify.title")} buttonRef={ref} {...wiring}>
          <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
        </IconButton>
      )}
    >
      {() => <Choices />}
    </Popover>
  );
}

function Choices() {
  const [allowed, setAllowed] = useState(permission());
  const isDesktopOn = desktop.value === "on" && allowed === "granted";

  const switchDesktop = async (isOn: boolean) => {
    if (isOn && allowed === "default") setAllowed(await Notification.requestPermission());
    desktop.value = isOn && permission() === "granted" ? "on" : "off";
  };
  const test = () => {
    if (sound.value === "on") chime("message");
    if (isDesktopOn) showDesktop(t("app.name"), t("notify.test_body"), null);
  };

  return (
    <div class="notify">
      <h2 class="notify__title">{t("notify.title")}</h2>
      <Switch label={t("notify.sound")} isWide isOn={sound.value === "on"} onChange={(isOn) => (sound.value = isOn ? "on" : "off")} />
      <Switch
        label={t("notify.desktop")}
        isWide
        isOn={isDesktopOn}
        disabled={allowed === "denied" || allowed === "unsupported"}
        onChange={switchDesktop}
      />
      {allowed === "denied" && <p class="field__hint">{t("notify.blocked")}</p>}
      {allowed === "unsupported" && <p class="field__hint">{t("notify.unsupported")}</p>}
      <Button onClick={test} disabled={sound.value === "off" && !isDesktopOn}>
        {t("notify.test")}
      </Button>
    </div>
  );
}
