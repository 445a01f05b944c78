import { Coffee } from "lucide-preact";
import { useMemo } from "preact/hooks";
import type { ChatRow } from "../../protocol/protocol";
import { EmptyState, SkeletonRows } from "../../ui/states";
import { Windowed } from "../../ui/windowed";
import { PaneHead } from "../frame/pane";
import { useLive } from "../live/context";
import type { GroupName, Groups } from "../live/rows";
import { me } from "../live/session";
import { t } from "../messages";
import { Row } from "./row";

type Line = { kind: "heading"; group: GroupName; count: number } | { kind: "row"; row: ChatRow };

const labels = { mine: "chats.mine", waiting: "chats.waiting", others: "chats.others" } as const;
export const groupOrder: readonly GroupName[] = ["mine", "waiting", "others"];

/** The open chats in their groups. */
export function ChatList({ openId, onTake }: { openId: string | null; onTake(chatId: string): void }) {
  const live = useLive();
  const groups = live.groups.value;
  const isAway = live.isLoaded.value && !me.value.accepts_chats;
  const lines = useMemo(() => linesOf(groups), [groups]);
  return (
    <section class="list-pane" aria-label={t("chats.list")}>
      <PaneHead level={2} title={t("chats.title")} text={isAway && t("availability.away")} />
      <div class="list-pane__body">
        {!live.isLoaded.value ? (
          <SkeletonRows count={7} label={t("word.loading")} />
        ) : lines.length === 0 ? (
          <EmptyState icon={<Coffee size={24} />} title={t("chats.none")} text={t("chats.none_text")} />
        ) : (
          <Windowed
            items={lines}
            keyOf={(line) => (line.kind === "heading" ? line.group : line.row.id)}
            estimate={(line) => (line.kind === "heading" ? 34 : 60)}
            hasRowKeys
            list={{ role: "list" }}
            rowRole="listitem"
            render={(line) =>
              line.kind === "heading" ? (
                <h3 class="group-head">
                  {t(labels[line.group])} <span class="group-head__count">{line.count}</span>
                </h3>
              ) : (
                <Row row={line.row} isOpen={line.row.id === openId} onTake={onTake} />
              )
            }
          />
        )}
      </div>
    </section>
  );
}

function linesOf(groups: Groups): Line[] {
  return groupOrder.flatMap((group): Line[] => {
    const rows = groups[group];
    if (rows.length === 0) return [];
    return [{ kind: "heading", group, count: rows.length }, ...rows.map((row): Line => ({ kind: "row", row }))];
  });
}
