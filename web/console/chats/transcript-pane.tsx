import { ArrowLeft, CircleAlert } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { Button, IconButton } from "../../ui/button";
import { EmptyState } from "../../ui/states";
import { PaneHead } from "../frame/pane";
import { t } from "../messages";
import { fullTime } from "../time";
import { Log } from "./log";
import { LogSkeleton } from "./log-skeleton";
import { useTranscript } from "./transcript";
import { visitorName } from "../visitor-name";

interface TranscriptPaneProps {
  chatId: string;
  title?: string;
  backTo?: string;
  actions?: ComponentChildren;
  onBack?(): void;
}

/** A chat that is only read. */
export function TranscriptPane({ chatId, title, backTo, actions, onBack }: TranscriptPaneProps) {
  const { chat, entries, hasOlder, isLoadingOlder, refusal, loadOlder, load } = useTranscript(chatId);
  const visitorId = chat?.visitor?.id ?? chatId;
  const visitor = { id: visitorId, name: visitorName(chat?.visitor?.name, visitorId) };
  const at = chat?.ended_at ?? chat?.started_at;
  return (
    <section class="thread-pane" aria-label={title ?? t("chat.log", { name: visitor.name })}>
      <PaneHead
        level={2}
        title={title ?? <bdi>{visitor.name}</bdi>}
        text={at && fullTime(at)}
        {...(backTo ? { backTo, backLabel: t("word.back") } : {})}
        lead={
          onBack && (
            <IconButton label={t("word.back")} onClick={onBack}>
              <ArrowLeft size={18} class="icon--turns" aria-hidden="true" />
            </IconButton>
          )
        }
      >
        {actions}
      </PaneHead>
      {refusal ? (
        <EmptyState
          icon={<CircleAlert size={24} />}
          title={refusal.code === "not_found" ? t("chat.not_found") : t("chat.load_failed")}
          text={refusal.message}
          action={refusal.code !== "not_found" && <Button onClick={load}>{t("app.try_again")}</Button>}
        />
      ) : chat ? (
        <Log
          visitor={visitor}
          faces={chat.operators ?? []}
          entries={entries}
          pending={[]}
          hasOlder={hasOlder}
          isLoadingOlder={isLoadingOlder}
          stateOf={(entry) => markOf(entry.position, chat.marks)}
          onOlder={loadOlder}
        />
      ) : (
        <LogSkeleton />
      )}
    </section>
  );
}

function markOf(position: number, marks: { visitor_read?: number; visitor_delivered?: number } | undefined) {
  if (position <= (marks?.visitor_read ?? 0)) return "read";
  return position <= (marks?.visitor_delivered ?? 0) ? "delivered" : "stored";
}
