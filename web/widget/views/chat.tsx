import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icons";
import { LineBar, useTrouble } from "./line_bar";
import { Closing } from "./closing";
import { Composer } from "./composer";
import { Face } from "./face";
import { MessageList } from "./messages";
import { operatorOf, type View } from "./model";

/** The talk. */
export function ChatView({ view }: { view: View }): VNode {
  const { session } = view;
  const { thread } = session;
  const isEnded = thread?.chat?.state === "ended";
  const [isAsking, setAsking] = useState(false);
  return (
    <div class="chat">
      <Header view={view} mayEnd={Boolean(thread?.chat) && !isEnded} onEnd={() => setAsking(true)} />
      <LineBar view={view} />
      <MessageList view={view} />
      {isAsking && !isEnded && <EndQuestion view={view} onClose={() => setAsking(false)} />}
      {isEnded ? (
        <Closing view={view} />
      ) : (
        <Composer view={view} onSend={(text) => session.say(text)} onTyping={(text) => thread?.setTyping(text)} />
      )}
    </div>
  );
}

function Header({ view, mayEnd, onEnd }: { view: View; mayEnd: boolean; onEnd(): void }): VNode {
  const { session, tongue, base } = view;
  const operator = operatorOf(session);
  const about = operator ? operator.job_title || operator.motto : "";
  const isOnline = session.look.is_online ?? false;
  const isTroubled = useTrouble(view);
  return (
    <div class="header">
      <Face face={operator ?? { id: "", name: session.look.name }} base={base} size="m" />
      <div class="who">
        <h2 dir="auto">{operator?.name ?? session.look.name}</h2>
        {(about || !isTroubled) && (
          <p class={isOnline ? "presence on" : "presence"}>
            {!about && <span class="dot" aria-hidden="true" />}
            {about ? <bdi>{about}</bdi> : tongue.t(isOnline ? "online" : "offline")}
          </p>
        )}
      </div>
      {mayEnd && <Menu view={view} onEnd={onEnd} />}
      <button type="button" class="quiet" aria-label={tongue.t("close_chat")} onClick={view.minimise}>
        <Icon name="down" />
      </button>
    </div>
  );
}

function Menu({ view, onEnd }: { view: View; onEnd(): void }): VNode {
  const [isOpen, setOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isOpen) return;
    holder.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const root = holder.current?.getRootNode();
    const elsewhere = (event: Event) => holder.current?.contains(event.target as Node) || setOpen(false);
    root?.addEventListener("pointerdown", elsewhere);
    return () => root?.removeEventListener("pointerdown", elsewhere);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    holder.current?.querySelector("button")?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") setOpen(false);
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    <div class="menu" ref={holder} onKeyDown={keyDown}>
      <button
        type="button" class="quiet" aria-label={view.tongue.t("more")} aria-haspopup="menu" aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="items" role="menu">
          <button type="button" role="menuitem" onClick={() => { setOpen(false); onEnd(); }}>
            <Icon name="leave" size={16} />
            {view.tongue.t("end_chat")}
          </button>
        </div>
      )}
    </div>
  );
}

/** Ending is confirmed: a slip of the finger does not end a talk. */
function EndQuestion({ view, onClose }: { view: View; onClose(): void }): VNode {
  const { session, tongue } = view;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const end = async () => {
    setBusy(true);
    try {
      await session.thread?.end();
      onClose();
    } catch {
      setError(tongue.t("not_possible"));
      setBusy(false);
    }
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div class="question" role="alertdialog" aria-labelledby="end-question" aria-describedby="end-hint" onKeyDown={keyDown}>
      <h3 id="end-question">{tongue.t("end_question")}</h3>
      <p id="end-hint">{tongue.t("end_hint")}</p>
      {error && <p class="error" role="alert">{error}</p>}
      <div class="buttons">
        <button type="button" class="plain" ref={first} onClick={onClose}>{tongue.t("cancel")}</button>
        <button type="button" class="danger" disabled={isBusy} onClick={() => void end()}>{tongue.t("end_chat")}</button>
      </div>
    </div>
  );
}
