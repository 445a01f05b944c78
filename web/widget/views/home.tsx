import type { VNode } from "preact";
import type { OperatorFace } from "../../protocol/protocol";
import { Icon } from "../icons";
import { LineBar, useTrouble } from "./line_bar";
import { Composer } from "./composer";
import { Face } from "./face";
import { needsForm, StartForm } from "./form";
import type { View } from "./model";

const FACES_SHOWN = 3;

/** The welcome: who we are, whether somebody is there, and the first message. */
export function Home({ view }: { view: View }): VNode {
  const { session, tongue, base } = view;
  const { look } = session;
  const isOnline = look.is_online ?? false;
  const operators = (look.operators ?? []).slice(0, FACES_SHOWN);
  const isForm = needsForm(session);
  const isTroubled = useTrouble(view);
  const greeting = isOnline ? look.greeting || tongue.t("default_greeting") : look.offline_greeting || tongue.t("default_offline_greeting");
  return (
    <div class={isForm ? "home brief" : "home"}>
      <div class="hero">
        <div class="hero-row">
          <span class="site" dir="auto">{look.name}</span>
          <button type="button" class="quiet" aria-label={tongue.t("close_chat")} onClick={view.minimise}>
            <Icon name="down" />
          </button>
        </div>
        <h2 dir="auto">{greeting}</h2>
        {!isTroubled && (
          <p class={isOnline ? "presence on" : "presence"}>
            <span class="dot" aria-hidden="true" />
            {tongue.t(isOnline ? "online" : "offline")}
          </p>
        )}
      </div>
      <LineBar view={view} />
      <div class="sheet">
        {/* With a form below there is room for one face: the way to the button stays short. */}
        {isOnline ? <Crew operators={isForm ? operators.slice(0, 1) : operators} base={base} /> : <p class="hint">{tongue.t("offline_hint")}</p>}
        {isForm ? <StartForm view={view} /> : <FirstMessage view={view} />}
      </div>
    </div>
  );
}

function Crew({ operators, base }: { operators: OperatorFace[]; base: string }): VNode | null {
  if (operators.length === 0) return null;
  return (
    <ul class="crew">
      {operators.map((face) => (
        <li key={face.id}>
          <Face face={face} base={base} size="m" />
          <span>
            <b dir="auto">{face.name}</b>
            <small dir="auto">{face.motto ? `“${face.motto}”` : face.job_title}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function FirstMessage({ view }: { view: View }): VNode {
  const { session, tongue } = view;
  const { refusal } = session.start;
  return (
    <div class="first">
      {refusal && <p class="error" role="alert">{refusal.hasFormChanged ? tongue.t("form_changed") : refusal.message}</p>}
      <Composer
        view={view}
        onSend={(text) => session.startChat({ text, name: "", email: "", fields: {}, consentVersion: null })}
        onTyping={() => {}}
      />
    </div>
  );
}
