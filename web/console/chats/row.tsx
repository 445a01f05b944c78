import { Clock, LogOut, Mail } from "lucide-preact";
import type { ChatRow } from "../../protocol/protocol";
import { Avatar } from "../../ui/avatar";
import { Badge, CountBadge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { useLive } from "../live/context";
import { me } from "../live/session";
import { now } from "../live/ticking";
import { t } from "../messages";
import { to } from "../router";
import { fullTime, shortTime, since } from "../time";
import { visitorName } from "../visitor-name";

interface RowProps {
  row: ChatRow;
  isOpen: boolean;
  onTake(chatId: string): void;
}

/** One chat in the list. */
export function Row({ row, isOpen, onTake }: RowProps) {
  const live = useLive();
  const presence = live.presence(row.is_visitor_online);
  const waited = since(row.started_at, now.value);
  const name = visitorName(row.visitor_name, row.visitor_id);
  const unread = row.unread ?? 0;
  const isUnread = unread > 0 && row.operator_id === me.value.id;
  const isWaiting = live.isFree(row);
  return (
    <div class={classes("chat-row", isOpen && "chat-row--open", isUnread && "chat-row--unread")}>
      <Avatar id={row.visitor_id} name={name} presence={presence} />
      <div class="chat-row__body">
        <div class="chat-row__line">
          <a class="chat-row__name cut" href={to("chats", row.id)} aria-current={isOpen ? "page" : undefined} dir="auto">
            {name}
          </a>
          {presence === "away" && (
            <span class="chat-row__left" data-tip={t("chats.left")}>
              <LogOut size={13} class="icon--turns" aria-hidden="true" />
              <span class="hidden-visually">{t("chats.left")}</span>
            </span>
          )}
          {isWaiting ? (
            <Badge tone="warn" icon={<Clock size={12} aria-hidden="true" />}>
              <bdi aria-hidden="true">{waited}</bdi>
              <span class="hidden-visually">{t("chats.waiting_since", { time: waited })}</span>
            </Badge>
          ) : (
            <time class="chat-row__time" dateTime={row.last_at} title={fullTime(row.last_at)}>
              {shortTime(row.last_at)}
            </time>
          )}
        </div>
        <div class="chat-row__line">
          <Preview row={row} />
          {isWaiting ? (
            <Button size="small" look="secondary" onClick={() => onTake(row.id)} aria-label={`${t("chat.take")}: ${name}`}>
              {t("chat.take")}
            </Button>
          ) : (
            <CountBadge count={unread} isQuiet={row.operator_id !== me.value.id} label={t("chats.unread", { count: unread })} />
          )}
        </div>
      </div>
    </div>
  );
}

function Preview({ row }: { row: ChatRow }) {
  const live = useLive();
  // Reading the version follows the chat's typing, and whether the chat is followed at all.
  void live.followed.version.value;
  const followed = live.followed.get(row.id);
  void followed?.version.value;
  const typing = followed?.thread.peerTyping;
  if (typing) {
    return (
      <span class="chat-row__text chat-row__text--typing cut" dir="auto">
        {typing.text || t("chats.is_typing")}
      </span>
    );
  }
  return (
    <span class="chat-row__text cut" dir="auto">
      {row.is_left_message && (
        <>
          <Mail size={13} aria-hidden="true" /> <span class="hidden-visually">{t("chats.left_message")}: </span>
        </>
      )}
      {previewOf(row, live.nameOf(row.operator_id))}
    </span>
  );
}

function previewOf(row: ChatRow, operatorName: string | null): string {
  const text = row.last_text;
  if (row.last_author !== "operator") return text;
  if (row.operator_id === me.value.id) return t("chats.you_prefix", { text });
  return operatorName ? t("chats.operator_prefix", { name: operatorName, text }) : text;
}
