import { ArrowDown } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PendingMessage } from "../../client/thread";
import type { Entry, OperatorFace } from "../../protocol/protocol";
import { Windowed, type WindowedHandle } from "../../ui/windowed";
import { useLive } from "../live/context";
import { me } from "../live/session";
import { t } from "../messages";
import { dayName } from "../time";
import { Bubble, type Person } from "./bubble";
import { logItems, type LogItem, type Said } from "./log-items";
import { Note } from "./note";

interface LogProps {
  visitor: Person;
  faces: readonly OperatorFace[];
  entries: readonly Entry[];
  pending: readonly PendingMessage[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  unread?: number;
  after?: ComponentChildren;
  stateOf(entry: Entry): "stored" | "delivered" | "read";
  onOlder(): void;
  onEndSeen?(isAtEnd: boolean): void;
  onRetry?(clientId: string): void;
  onEdit?(clientId: string): void;
}

const CHARACTERS_IN_LINE = 58;

/** The messages of a chat, with history above and the newest at the end. */
export function Log(props: LogProps) {
  const { visitor, faces, entries, pending, stateOf } = props;
  const live = useLive();
  const handle = useRef<WindowedHandle>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const items = useMemo(() => logItems(entries, pending), [entries, pending]);
  const heard = useHeard(entries, visitor.name);
  const nameOf = (id: string | null | undefined) => live.nameOf(id, faces) ?? t("chat.someone");

  const personOf = (said: Said): Person => {
    if (said.side === "visitor") return visitor;
    const id = said.operatorId ?? me.value.id;
    const known = id === me.value.id ? me.value : (live.colleagues.value.get(id) ?? faces.find((face) => face.id === id));
    return { id, name: known?.name ?? t("chat.someone"), photoUrl: known?.photo_url };
  };

  const drawn = (item: LogItem, index: number) => {
    if (item.kind === "day") return <p class="day">{dayName(item.at)}</p>;
    if (item.kind === "note") return <Note entry={item.entry} myId={me.value.id} visitorName={visitor.name} nameOf={nameOf} />;
    const state = item.entry && item.side === "operator" ? stateOf(item.entry) : null;
    const next = items[index + 1];
    const isNextFurther = next?.kind === "said" && next.entry !== undefined && state !== null && stateOf(next.entry) !== state;
    return (
      <Bubble
        said={item}
        who={personOf(item)}
        isOwn={item.side === "operator" && (item.operatorId ?? me.value.id) === me.value.id}
        state={state}
        isMarkShown={isNextFurther}
        isOnline={live.isOnline.value}
        onRetry={(id) => props.onRetry?.(id)}
        onEdit={(id) => props.onEdit?.(id)}
      />
    );
  };

  return (
    <div class="log">
      <Windowed
        class="log__scroller"
        items={items}
        keyOf={(item) => item.key}
        estimate={estimate}
        render={drawn}
        sticksToEnd
        handle={handle}
        before={<Top {...props} />}
        after={props.after}
        // Rows come and go while one scrolls, which a live log would read out: the quiet region below speaks instead.
        list={{ role: "log", "aria-live": "off", "aria-label": t("chat.log", { name: visitor.name }), class: "log__list" }}
        scroller={{ tabIndex: 0, "aria-label": t("chat.log", { name: visitor.name }), role: "group" }}
        onNearStart={props.onOlder}
        onEndSeen={(isNow) => {
          setAtEnd(isNow);
          props.onEndSeen?.(isNow);
        }}
      />
      <p class="hidden-visually" role="status" aria-live="polite">
        {heard}
      </p>
      {!isAtEnd && (
        <button type="button" class="to-end" onClick={() => handle.current?.scrollToEnd()}>
          <ArrowDown size={15} aria-hidden="true" />
          {props.unread ? t("chat.new_messages", { count: props.unread }) : t("chat.to_end")}
        </button>
      )}
    </div>
  );
}

function Top({ hasOlder, entries }: LogProps) {
  if (entries.length === 0) return null;
  return (
    <p class="log__top" role="status">
      {hasOlder ? (
        <>
          <span class="spinner" aria-hidden="true" /> {t("chat.older_loading")}
        </>
      ) : (
        t("chat.beginning")
      )}
    </p>
  );
}

/** The visitor's newest message in words, once it comes while one is here; history is not read out. */
function useHeard(entries: readonly Entry[], name: string): string {
  const last = entries.at(-1);
  const known = useRef(last?.position ?? null);
  const [heard, setHeard] = useState("");
  useEffect(() => {
    if (!last) return;
    if (known.current !== null && last.position > known.current && last.kind === "message" && last.author === "visitor") {
      setHeard(t("chat.said", { name, text: last.text }));
    }
    known.current = last.position;
  }, [last, name]);
  return heard;
}

function estimate(item: LogItem): number {
  if (item.kind !== "said") return 44;
  const lines = Math.ceil(item.text.length / CHARACTERS_IN_LINE);
  return 20 + lines * 20 + (item.isFirst ? 10 : 2) + (item.isLast ? 20 : 0);
}
