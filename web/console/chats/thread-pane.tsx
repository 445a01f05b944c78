import { CircleAlert, CircleStop, Hand, PanelRight, SearchX } from "lucide-preact";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { Avatar } from "../../ui/avatar";
import { Button, IconButton } from "../../ui/button";
import { EmptyState } from "../../ui/states";
import { PaneHead } from "../frame/pane";
import { useLive } from "../live/context";
import { keepDraft, readDraft } from "../live/drafts";
import type { Followed } from "../live/followed";
import { me } from "../live/session";
import { t } from "../messages";
import { to } from "../router";
import { fullTime } from "../time";
import { visitorName } from "../visitor-name";
import type { Person } from "./bubble";
import { Composer } from "./composer";
import { Log } from "./log";
import { LogSkeleton } from "./log-skeleton";
import { Sneak } from "./sneak";

interface ThreadPaneProps {
  chatId: string;
  fieldRef: RefObject<HTMLTextAreaElement>;
  areDetailsOpen: boolean;
  takesFocus: boolean;
  onDetails(): void;
  onTake(): void;
  onEnd(): void;
}

/** One chat: its messages and the place to answer. */
export function ThreadPane(props: ThreadPaneProps) {
  const { chatId } = props;
  const live = useLive();
  const [followed, setFollowed] = useState<Followed | null>(() => live.followed.get(chatId) ?? null);
  useLayoutEffect(() => setFollowed(live.followed.look(chatId)), [chatId]);
  if (!followed) return <section class="thread-pane" aria-busy="true" />;
  return <OpenThread {...props} followed={followed} />;
}

function OpenThread({ chatId, followed, fieldRef, areDetailsOpen, takesFocus, onDetails, onTake, onEnd }: ThreadPaneProps & { followed: Followed }) {
  const live = useLive();
  const { thread } = followed;
  void followed.version.value;
  const row = live.rows.value.get(chatId);
  const card = live.visitors.value.get(chatId) ?? thread.chat?.visitor;
  const visitorId = card?.id ?? row?.visitor_id ?? chatId;
  const visitor: Person = { id: visitorId, name: visitorName(card?.name || row?.visitor_name, visitorId) };
  const known = thread.chat?.state ?? row?.state;
  const operatorId = thread.chat?.operator_id ?? row?.operator_id ?? null;
  // The chat of a colleague whose seat was taken away waits again, though nobody has written that into it.
  const state = known && live.isFree({ state: known, operator_id: operatorId }) ? "waiting" : known;
  const isMine = state === "active" && operatorId === me.value.id;
  const [text, setText] = useState(() => readDraft(live.ports.store, chatId));
  const [isAtEnd, setAtEnd] = useState(true);
  useReading(chatId, followed, isMine && isAtEnd);

  const change = (next: string) => {
    setText(next);
    keepDraft(live.ports.store, chatId, next);
    thread.setTyping(next);
  };
  const send = (next: string) => {
    thread.send(next);
    setText("");
    keepDraft(live.ports.store, chatId, "");
  };

  if (thread.refusal && !thread.chat) return <Refusal code={thread.refusal.code} message={thread.refusal.message} onRetry={() => thread.open()} />;
  const otherName = live.nameOf(operatorId, thread.chat?.operators) ?? t("chat.someone");
  const presence = live.presence(card?.is_online ?? row?.is_visitor_online);
  return (
    <section class="thread-pane" aria-label={t("chat.log", { name: visitor.name })}>
      <PaneHead
        level={2}
        title={<bdi>{visitor.name}</bdi>}
        text={
          <>
            {state === "waiting" && t("chat.state_waiting")}
            {isMine && t("chat.state_mine")}
            {state === "active" && !isMine && t("chat.state_other", { name: otherName })}
            {state === "ended" && thread.chat?.ended_at && t("chat.state_ended", { time: fullTime(thread.chat.ended_at) })}
            {state && state !== "ended" && presence && ` · ${t(presence === "here" ? "chats.here" : "chats.left")}`}
          </>
        }
        backTo={to("chats")}
        backLabel={t("word.back")}
        lead={<Avatar id={visitor.id} name={visitor.name} presence={presence} />}
      >
        {state === "waiting" && (
          <Button look="primary" onClick={onTake} icon={<Hand size={15} aria-hidden="true" />} aria-keyshortcuts="t">
            {t("chat.take")}
          </Button>
        )}
        {isMine && (
          <Button onClick={onEnd} icon={<CircleStop size={15} aria-hidden="true" />} aria-keyshortcuts="e">
            {t("chat.end")}
          </Button>
        )}
        <IconButton label={t("chat.details")} aria-pressed={areDetailsOpen} onClick={onDetails}>
          <PanelRight size={18} class="icon--turns" aria-hidden="true" />
        </IconButton>
      </PaneHead>
      {thread.chat || thread.pending.length > 0 ? (
        <Log
          key={chatId}
          visitor={visitor}
          faces={thread.chat?.operators ?? []}
          entries={thread.entries}
          pending={thread.pending}
          hasOlder={thread.hasOlder}
          isLoadingOlder={thread.isLoadingOlder}
          unread={thread.unread}
          stateOf={(entry) => thread.stateOf(entry)}
          onOlder={() => void thread.loadOlder()}
          onEndSeen={setAtEnd}
          onRetry={(id) => thread.retry(id)}
          onEdit={(id) => {
            change([thread.discard(id), text].filter(Boolean).join("\n"));
            fieldRef.current?.focus();
          }}
          after={<Sneak typing={thread.peerTyping} name={visitor.name} />}
        />
      ) : (
        <LogSkeleton />
      )}
      {isMine && <Composer name={visitor.name} text={text} fieldRef={fieldRef} takesFocus={takesFocus} onText={change} onSend={send} />}
      {state && !isMine && <ClosedComposer chatId={chatId} state={state} otherName={otherName} onTake={onTake} />}
    </section>
  );
}

/** Tell that the chat is read while its end is in sight of a person. */
function useReading(chatId: string, followed: Followed, isReading: boolean) {
  const live = useLive();
  const reached = followed.thread.reached;
  useEffect(() => {
    if (!isReading) return;
    const read = () => {
      if (document.visibilityState === "visible") live.markRead(chatId);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [chatId, isReading, reached]);
}

function ClosedComposer({ chatId, state, otherName, onTake }: { chatId: string; state: string; otherName: string; onTake(): void }) {
  return (
    <div class="composer composer--closed">
      {state === "waiting" && (
        <>
          <p>{t("composer.waiting")}</p>
          <Button look="primary" onClick={onTake} icon={<Hand size={15} aria-hidden="true" />}>
            {t("chat.take_this")}
          </Button>
        </>
      )}
      {state === "active" && <p>{t("composer.other", { name: otherName })}</p>}
      {state === "ended" && (
        <p>
          {t("composer.ended")} <a href={to("archive", chatId)}>{t("nav.archive")}</a>
        </p>
      )}
    </div>
  );
}

function Refusal({ code, message, onRetry }: { code: string; message: string; onRetry(): Promise<void> }) {
  const isMissing = code === "not_found" || code === "invalid_input";
  return (
    <section class="thread-pane">
      {isMissing ? (
        <EmptyState
          icon={<SearchX size={24} />}
          title={t("chat.not_found")}
          text={t("chat.not_found_text")}
          action={<a class="button button--secondary" href={to("chats")}>{t("app.to_chats")}</a>}
        />
      ) : (
        <EmptyState
          icon={<CircleAlert size={24} />}
          title={t("chat.load_failed")}
          text={message}
          action={<Button onClick={() => void onRetry().catch(() => {})}>{t("app.try_again")}</Button>}
        />
      )}
    </section>
  );
}
