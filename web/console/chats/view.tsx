import { useRef, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { classes } from "../../ui/classes";
import { ConfirmDialog } from "../../ui/dialog";
import { toast } from "../../ui/toast";
import { isWide } from "../frame/media";
import { useShortcuts } from "../frame/shortcuts";
import { useLive } from "../live/context";
import { me } from "../live/session";
import { t } from "../messages";
import { details } from "../preferences";
import { navigate, to } from "../router";
import { visitorName } from "../visitor-name";
import { Details } from "./details";
import { NoChat } from "./first-run";
import { ChatList, groupOrder } from "./list";
import { ThreadPane } from "./thread-pane";

/** The chats: list, thread, and the visitor's details. */
export function ChatsView({ chatId }: { chatId: string | null }) {
  const live = useLive();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isEnding, setEnding] = useState(false);
  const [takenId, setTakenId] = useState<string | null>(null);
  const [areDetailsOver, setDetailsOver] = useState(false);
  const row = chatId ? live.rows.value.get(chatId) : undefined;
  // Where they lie over the thread, details open only when asked for.
  const areDetailsOpen = isWide.value ? details.value === "shown" : areDetailsOver;

  const showDetails = (isOpen: boolean) => {
    if (isWide.value) details.value = isOpen ? "shown" : "hidden";
    else setDetailsOver(isOpen);
  };
  const take = async (id: string) => {
    try {
      await live.take(id);
      setTakenId(id);
      navigate(to("chats", id));
    } catch (error) {
      toast(error instanceof Refused ? error.message : t("refusal.network"));
    }
  };
  const move = (step: 1 | -1) => {
    const ids = groupOrder.flatMap((group) => live.groups.value[group].map((each) => each.id));
    const index = chatId ? ids.indexOf(chatId) : -1;
    const next = index === -1 ? (step === 1 ? 0 : ids.length - 1) : index + step;
    if (ids[next]) navigate(to("chats", ids[next]));
  };
  const mayEnd = row?.state === "active" && row.operator_id === me.value.id;

  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    ...(chatId && { compose: () => field.current?.focus() }),
    ...(chatId && row && live.isFree(row) && { take: () => void take(chatId) }),
    ...(areDetailsOver && !isWide.value && { leave: () => setDetailsOver(false) }),
    ...(mayEnd && { close: () => setEnding(true) }),
  });

  return (
    <main
      id="content"
      tabIndex={-1}
      class={classes("columns", chatId && "columns--open", chatId && areDetailsOpen && "columns--details")}
    >
      <h1 class="hidden-visually">{t("chats.title")}</h1>
      <ChatList openId={chatId} onTake={(id) => void take(id)} />
      <div class="main-pane">
        {chatId ? (
          <ThreadPane
            key={chatId}
            chatId={chatId}
            fieldRef={field}
            areDetailsOpen={areDetailsOpen}
            takesFocus={takenId === chatId}
            onDetails={() => showDetails(!areDetailsOpen)}
            onTake={() => void take(chatId)}
            onEnd={() => setEnding(true)}
          />
        ) : (
          <NoChat />
        )}
      </div>
      {chatId && areDetailsOpen && <ChatDetails key={chatId} chatId={chatId} onClose={() => showDetails(false)} />}
      {chatId && isEnding && <EndDialog chatId={chatId} onClose={() => setEnding(false)} />}
    </main>
  );
}

function ChatDetails({ chatId, onClose }: { chatId: string; onClose(): void }) {
  const live = useLive();
  void live.followed.version.value;
  const followed = live.followed.get(chatId);
  void followed?.version.value;
  const chat = followed?.thread.chat ?? null;
  return <Details chat={chat} visitor={live.visitors.value.get(chatId) ?? chat?.visitor ?? null} onClose={onClose} />;
}

function EndDialog({ chatId, onClose }: { chatId: string; onClose(): void }) {
  const live = useLive();
  const [isBusy, setBusy] = useState(false);
  const row = live.rows.value.get(chatId);
  const name = visitorName(row?.visitor_name, row?.visitor_id ?? chatId);
  const end = async () => {
    setBusy(true);
    try {
      await live.followed.look(chatId).thread.end();
    } catch (error) {
      toast(error instanceof Refused ? error.message : t("refusal.network"));
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("chat.end_title")}
      text={t("chat.end_text", { name })}
      confirmLabel={t("chat.end_confirm")}
      cancelLabel={t("chat.end_keep")}
      closeLabel={t("word.close")}
      isBusy={isBusy}
      onConfirm={() => void end()}
      onClose={onClose}
    />
  );
}
