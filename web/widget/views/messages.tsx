import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PendingMessage, Thread } from "../../client/thread";
import type { Entry, Message, OperatorFace } from "../../protocol/protocol";
import { type Row, rowsOf } from "../grouping";
import { Icon, type IconName } from "../icons";
import { RichText } from "../text";
import { Face } from "./face";
import { operatorOf, type View } from "./model";

/** Entries drawn at first, and how many more with each reach for the top: the rest waits in memory or on the server. */
const STEP = 60;
const NEAR_END = 48;

/** The thread: stays at its end while it is there, and keeps its place while older entries come in above. */
export function MessageList({ view }: { view: View }): VNode {
  const { session, tongue } = view;
  const { thread } = session;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const fromEnd = useRef(0);
  const [shown, setShown] = useState(STEP);
  const [, redraw] = useState(0);
  const entries = thread?.entries ?? [];
  const first = useRef(entries[0]?.position);
  const visible = entries.slice(-shown);
  const rows = rowsOf(visible, pendingOf(view));
  const hasMore = entries.length > shown || (thread?.hasOlder ?? false);

  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    // What came in above pushes everything down; the reader's line stays where it was.
    if (first.current !== visible[0]?.position) list.scrollTop = list.scrollHeight - fromEnd.current;
    if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    first.current = visible[0]?.position;
    fromEnd.current = list.scrollHeight - list.scrollTop;
    markIfSeen(thread, isAtEnd.current);
  });
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    // The phone's keyboard or the rating takes room from the list: who was at its end stays there.
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    });
    watch.observe(list);
    return () => watch.disconnect();
  }, []);
  const older = () => {
    if (entries.length > shown) setShown(shown + STEP);
    else void thread?.loadOlder().then(() => setShown((count) => count + STEP));
  };
  const scrolled = () => {
    const list = box.current;
    if (!list) return;
    fromEnd.current = list.scrollHeight - list.scrollTop;
    const wasAtEnd = isAtEnd.current;
    isAtEnd.current = fromEnd.current - list.clientHeight < NEAR_END;
    if (isAtEnd.current !== wasAtEnd) redraw((count) => count + 1);
    if (list.scrollTop < NEAR_END && hasMore && !thread?.isLoadingOlder) older();
  };
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: "smooth" });
  const isLoading = thread?.isLoadingOlder ?? false;
  return (
    <div class="thread">
      <div
        class="list" ref={box} onScroll={scrolled} tabIndex={0} role="log" aria-label={tongue.t("messages")}
        aria-live={isLoading ? "off" : "polite"} aria-busy={isLoading}
      >
        {thread && !thread.chat && <p class="note">{thread.refusal?.message ?? tongue.t("loading")}</p>}
        {hasMore && (
          <button type="button" class="link older" onClick={older} disabled={isLoading}>
            {tongue.t(isLoading ? "loading" : "load_older")}
          </button>
        )}
        {rows.map((row) => <RowView key={row.key} row={row} view={view} isLast={row === rows[rows.length - 1]} />)}
        <Waiting view={view} />
        <TypingDots view={view} />
      </div>
      {!isAtEnd.current && (thread?.unread ?? 0) > 0 && (
        <button type="button" class="jump" onClick={toEnd}>
          {tongue.t("new_messages", { count: thread?.unread ?? 0 })}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

function markIfSeen(thread: Thread | null, isAtEnd: boolean): void {
  if (isAtEnd && document.visibilityState === "visible" && thread && thread.unread > 0) thread.markRead();
}

/** The messages that start a chat are drawn like any others that are on their way. */
function pendingOf(view: View): readonly PendingMessage[] {
  const { thread, start } = view.session;
  if (thread || !start.current) return thread?.pending ?? [];
  const { clientId, text, startedAt, more } = start.current;
  return [{ clientId, text }, ...more].map((line) => ({ ...line, chatId: "", writtenAt: startedAt, state: "sending" }));
}

function RowView({ row, view, isLast }: { row: Row; view: View; isLast: boolean }): VNode {
  if (row.kind === "day") return <p class="day"><span>{view.tongue.day(row.at, view.now())}</span></p>;
  if (row.kind === "note") return <Note entry={row.entry} view={view} />;
  return <Group row={row} view={view} isLast={isLast} />;
}

function Note({ entry, view }: { entry: Exclude<Entry, Message>; view: View }): VNode | null {
  const { t } = view.tongue;
  if (entry.kind === "taken") return <p class="note">{t("joined", { name: entry.operator.name })}</p>;
  if (entry.kind === "ended") return <p class="note">{t(entry.by === "visitor" ? "ended_by_you" : "ended_by_operator")}</p>;
  return null;
}

function Group({ row, view, isLast }: { row: Extract<Row, { kind: "group" }>; view: View; isLast: boolean }): VNode {
  const { tongue, base, session } = view;
  const isMine = row.author === "visitor";
  const faces: OperatorFace[] = session.thread?.chat?.operators ?? [];
  const operator = isMine ? null : (faces.find((face) => face.id === row.operatorId) ?? operatorOf(session));
  const author = isMine ? tongue.t("you") : (operator?.name ?? tongue.t("operator"));
  const newest = row.messages[row.messages.length - 1];
  return (
    <div class={isMine ? "group mine" : "group theirs"}>
      {!isMine && <Face face={operator} base={base} size="s" />}
      <div class="bubbles">
        {!isMine && <span class="author" dir="auto" aria-hidden="true">{author}</span>}
        {row.messages.map((message) => (
          <p class="message" dir="auto" key={message.client_id}>
            <span class="hidden">{author}: </span>
            <RichText text={message.text} />
          </p>
        ))}
        {row.pending.map((line) => <Pending key={line.clientId} line={line} view={view} />)}
        {newest && row.pending.length === 0 && (
          <span class="meta">
            <time dateTime={row.at}>{tongue.time(row.at)}</time>
            {isMine && <Mark thread={session.thread} message={newest} view={view} isLast={isLast} />}
          </span>
        )}
      </div>
    </div>
  );
}

interface MarkProps {
  thread: Thread | null;
  message: Message;
  view: View;
  isLast: boolean;
}

/** How far one's own message has come: in words on the last line, by its ticks above. */
function Mark({ thread, message, view, isLast }: MarkProps): VNode | null {
  if (!thread) return null;
  const state = thread.stateOf(message);
  const icon: IconName = state === "stored" ? "check" : "checks";
  return (
    <span class={`mark ${state}${isLast ? " last" : ""}`} title={view.tongue.t(state)}>
      <Icon name={icon} size={14} />
      <span class="word">{view.tongue.t(state)}</span>
    </span>
  );
}

/** A message on its way, or one that was refused: then its words stay, and the person decides. */
function Pending({ line, view }: { line: PendingMessage; view: View }): VNode {
  const { tongue, session } = view;
  const edit = () => {
    const text = session.thread?.discard(line.clientId) ?? "";
    view.setDraft([text, view.draft].filter((part) => part.trim() !== "").join("\n\n"));
  };
  if (line.state === "sending") {
    return (
      <>
        <p class="message sending" dir="auto"><RichText text={line.text} /></p>
        <span class="meta"><Icon name="clock" size={14} />{tongue.t("sending")}</span>
      </>
    );
  }
  return (
    <>
      <p class="message failed" dir="auto"><RichText text={line.text} /></p>
      <div class="meta wrong" role="alert">
        <Icon name="alert" size={14} />
        <span>{tongue.t("failed")}{line.message && <span dir="auto">. {line.message}</span>}</span>
        <button type="button" class="link" onClick={() => session.thread?.retry(line.clientId)}>{tongue.t("retry")}</button>
        <button type="button" class="link" onClick={edit}>{tongue.t("edit")}</button>
      </div>
    </>
  );
}

/** Until somebody has taken the chat, say what happens next. */
function Waiting({ view }: { view: View }): VNode | null {
  const chat = view.session.thread?.chat;
  if (chat?.state !== "waiting") return null;
  const isLeft = chat.is_left_message || !view.session.look.is_online;
  return <p class="note wait">{view.tongue.t(isLeft ? "left" : "waiting")}</p>;
}

function TypingDots({ view }: { view: View }): VNode | null {
  const typing = view.session.thread?.peerTyping;
  if (!typing || view.session.thread?.chat?.state === "ended") return null;
  const operator = operatorOf(view.session);
  return (
    <div class="group theirs">
      <Face face={operator} base={view.base} size="s" />
      <p class="message typing" role="img" aria-label={view.tongue.t("typing", { name: operator?.name ?? view.tongue.t("operator") })}>
        <i /><i /><i />
      </p>
    </div>
  );
}
