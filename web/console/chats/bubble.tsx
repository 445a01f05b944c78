import { Check, CheckCheck, CircleAlert, Clock } from "lucide-preact";
import { classes } from "../../ui/classes";
import { t, type MessageKey } from "../messages";
import { fullTime, timeOfDay } from "../time";
import type { Said } from "./log-items";
import { Words } from "./words";

export interface Person {
  id: string;
  name: string;
  photoUrl?: string | null | undefined;
}

interface BubbleProps {
  said: Said;
  who: Person;
  /** Whether the person at this screen wrote it. */
  isOwn: boolean;
  /** How far one's own side's message has come; null for the visitor's. */
  state: "stored" | "delivered" | "read" | null;
  isMarkShown: boolean;
  isOnline: boolean;
  onRetry(clientId: string): void;
  onEdit(clientId: string): void;
}

/** One message: who, what, when, and how far it has come. */
export function Bubble({ said, who, isOwn, state, isMarkShown, isOnline, onRetry, onEdit }: BubbleProps) {
  const isVisitors = said.side === "visitor";
  const hasMeta = said.isLast || isMarkShown || said.pending;
  return (
    <div class={classes("said", isVisitors ? "said--visitor" : "said--operator", said.isFirst && "said--first", said.pending?.state === "failed" && "said--failed")}>
      <div class="said__column">
        <span class="hidden-visually">{who.name}: </span>
        <p class="said__bubble" dir="auto" title={fullTime(said.at)}>
          <Words text={said.text} />
        </p>
        {hasMeta && (
          <p class={classes("said__meta", !said.isLast && !said.pending && "said__meta--beside")}>
            {said.isLast && !isVisitors && !isOwn && <bdi>{who.name}</bdi>}
            {said.isLast && <time dateTime={said.at}>{timeOfDay(said.at)}</time>}
            {said.pending ? <PendingMark said={said} isOnline={isOnline} onRetry={onRetry} onEdit={onEdit} /> : state && <Mark state={state} />}
          </p>
        )}
      </div>
    </div>
  );
}

const marks = {
  stored: { icon: Check, label: "mark.stored" },
  delivered: { icon: CheckCheck, label: "mark.delivered" },
  read: { icon: CheckCheck, label: "mark.read" },
} as const satisfies Record<string, { icon: typeof Check; label: MessageKey }>;

function Mark({ state }: { state: keyof typeof marks }) {
  const { icon: Icon, label } = marks[state];
  return (
    <span class={`mark mark--${state}`} data-tip={t(label)}>
      <Icon size={14} aria-hidden="true" />
      <span class="hidden-visually">{t(label)}</span>
    </span>
  );
}

function PendingMark({ said, isOnline, onRetry, onEdit }: Pick<BubbleProps, "said" | "isOnline" | "onRetry" | "onEdit">) {
  const { state, clientId, message } = said.pending!;
  if (state === "sending") {
    return (
      <span class="mark">
        <Clock size={13} aria-hidden="true" /> {t(isOnline ? "mark.sending" : "mark.kept")}
      </span>
    );
  }
  return (
    <span class="mark mark--failed">
      <CircleAlert size={14} aria-hidden="true" /> {message ?? t("mark.failed")}
      <button type="button" class="link-button" onClick={() => onRetry(clientId)}>
        {t("mark.retry")}
      </button>
      <button type="button" class="link-button" onClick={() => onEdit(clientId)}>
        {t("mark.edit")}
      </button>
    </span>
  );
}
