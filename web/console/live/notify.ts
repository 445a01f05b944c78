// Sound, desktop notifications and the number in the tab's title.
import { effect } from "@preact/signals";
import type { Alert } from "./rows";
import { attention } from "./rows";
import type { Live } from "./live";
import { me } from "./session";
import { t } from "../messages";
import { desktop, sound } from "../preferences";
import { navigate, route, to } from "../router";
import { visitorName } from "../visitor-name";

let context: AudioContext | null = null;

/** Two soft notes, rising for a new visitor and falling for a message. Silent where the browser wants a press first. */
export function chime(kind: Alert["kind"]): void {
  if (!navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  const notes = kind === "waiting" ? [659.3, 880] : [784, 587.3];
  const start = context.currentTime;
  void context.resume();
  notes.forEach((frequency, index) => note(context!, frequency, start + index * 0.14));
}

function note(on: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(on, { type: "sine", frequency });
  const volume = new GainNode(on, { gain: 0 });
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.14, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.38);
  oscillator.connect(volume).connect(on.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.4);
}

/** Whether this browser shows notifications, and lets us. */
export function permission(): NotificationPermission | "unsupported" {
  return "Notification" in window ? Notification.permission : "unsupported";
}

/** Show one on the desktop. A press on it brings the chat to the front. */
export function showDesktop(title: string, body: string, chatId: string | null): void {
  if (permission() !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag: chatId ?? "test", icon: "/static/console/icon.svg" });
    shown.onclick = () => {
      window.focus();
      if (chatId) navigate(to("chats", chatId));
      shown.close();
    };
  } catch {
    // Android's browsers only notify from a service worker; the sound and the title remain.
  }
}

const isLookedAt = (chatId: string) => document.hasFocus() && location.pathname === to("chats", chatId);

/** Tell of what happened, unless the person is looking at it. */
export function announce(alerts: readonly Alert[]): void {
  // Who takes a break is not called for new chats; one's own go on.
  const wanted = alerts.filter(({ kind }) => kind === "message" || me.value.accepts_chats);
  const news = wanted.filter(({ row }) => !isLookedAt(row.id));
  const first = news[0];
  if (!first) return;
  if (sound.value === "on") chime(first.kind);
  if (desktop.value !== "on" || document.hasFocus()) return;
  for (const { kind, row } of news.slice(0, 3)) {
    const name = visitorName(row.visitor_name, row.visitor_id);
    showDesktop(kind === "waiting" ? t("notify.waiting", { name }) : t("notify.message", { name }), row.last_text, row.id);
  }
}

/** Keep the view's name, and the number of things that want attention, in the tab's title. Returns how to stop. */
export function keepTitle(live: Live): () => void {
  return effect(() => {
    const count = attention(live.groups.value);
    const { view } = route.value;
    const title = titles.get(view);
    // A tab is narrow: while something waits, the number and the app's name are all that fits.
    if (count > 0) document.title = `(${count}) ${t("app.name")}`;
    else document.title = title ? `${t(title)} · ${t("app.name")}` : t("app.name");
  });
}

const titles = new Map<string, "nav.archive" | "nav.team" | "nav.settings" | "nav.profile">([
  ["archive", "nav.archive"], ["team", "nav.team"], ["settings", "nav.settings"], ["profile", "nav.profile"],
]);
