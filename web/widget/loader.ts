// The one script on the host's page. It draws the bubble and nothing else; the panel comes with the first click. Until that
// click nothing is stored, nothing identifies anybody, and the only request is for the look of the site.
import type { SiteLook } from "../protocol/protocol";
import { css, parseColor, readableOn } from "./colors";
import {
  type EventName, type Facts, type Language, type Mount, type Opener, type PanelHandle, type ParlourApi, type QueuedCall, storePrefix,
} from "./contract";
import { chooseLanguage } from "./language";
import { LOADER_STYLE } from "./loader_style";
import { TALK } from "./talk";

declare const __PANEL__: string;

const WORDS: Record<Language, [open: string, failed: string]> = {
  en: ["Open chat", "The chat could not be loaded. Try again."],
  cs: ["Otevřít chat", "Chat se nepodařilo načíst. Zkuste to znovu."],
  ro: ["Deschide chatul", "Chatul nu a putut fi încărcat. Încearcă din nou."],
  ar: ["فتح المحادثة", "تعذّر تحميل المحادثة. حاول مرة أخرى."],
};
const FAILED_SHOWN_MS = 6_000;

interface PanelModule {
  mount(mount: Mount): Promise<PanelHandle>;
}

type Slot = { Parlour?: ParlourApi | QueuedCall[] };

function begin(script: HTMLScriptElement): void {
  const slot = window as Slot;
  // The page may carry the script twice; the second one finds the first, and leaves.
  if (slot.Parlour && !Array.isArray(slot.Parlour)) return;
  const queue = slot.Parlour ?? [];
  const api = new Loader(script.src.replace(/\/widget\.js.*$/, ""), script.dataset["site"] ?? "");
  slot.Parlour = api.face;
  api.face.push(...queue);
}

class Loader {
  private readonly host = document.createElement("div");
  private readonly root = this.host.attachShadow({ mode: "open" });
  private readonly bubble = document.createElement("button");
  private readonly badge = document.createElement("span");
  private readonly listeners: [EventName, (detail: unknown) => void][] = [];
  private readonly language = chooseLanguage(document.documentElement.lang, navigator.languages);
  private facts: Facts = {};
  private look: SiteLook | null = null;
  private readonly drawn: Promise<void>;
  private panel: PanelHandle | null = null;
  private loading: Promise<PanelHandle> | null = null;
  private tries = 0;
  readonly face: ParlourApi;

  constructor(
    private readonly base: string,
    private readonly publicKey: string,
  ) {
    this.face = {
      // A call from inside a click of the visitor counts as that click; any other one opens without storing anything.
      open: () => void this.openPanel(navigator.userActivation?.isActive ? "visitor" : "page"),
      close: () => this.panel?.close(),
      hide: () => this.host.setAttribute("data-hidden", ""),
      show: () => this.host.removeAttribute("data-hidden"),
      identify: (identity) => this.tell({ identity }),
      setFields: (fields) => this.tell({ fields: { ...this.facts.fields, ...fields } }),
      setVisitor: ({ name, email }) => this.tell({ name, email }),
      signOut: () => this.signOut(),
      on: (event, listener) => {
        const entry: [EventName, (detail: unknown) => void] = [event, listener];
        this.listeners.push(entry);
        if (event === "ready" && this.look) queueMicrotask(() => listener(undefined));
        return () => void this.listeners.splice(this.listeners.indexOf(entry) >>> 0, 1);
      },
      push: (...calls) => {
        for (let index = 0; index < calls.length; index++) this.run(calls[index] as QueuedCall);
      },
    };
    this.drawn = this.draw();
  }

  /** Ask how the site looks and draw the bubble. A site that does not answer draws nothing. */
  private async draw(): Promise<void> {
    const answer = await fetch(`${this.base}/api/v1/sites/${this.publicKey}/look`, { credentials: "omit" }).catch(() => null);
    if (answer?.status === 403) console.warn("Parlour: this page's address is not among the site's allowed websites.");
    if (!answer?.ok) return;
    this.look = (await answer.json()) as SiteLook;
    this.build(this.look);
    this.emit("ready");
    this.emit("status", { isOnline: this.look.is_online ?? false });
    // Somebody who has used it here before: their open chat goes on, and unread messages are counted.
    const isOpen = this.stored("open") === "1";
    const hasChat = this.stored("chat")?.endsWith("|open") ?? false;
    if (this.stored("key") && (isOpen || hasChat)) {
      await this.load().then((panel) => isOpen && panel.open("restore")).catch(() => {});
    }
  }

  private build(look: SiteLook): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOADER_STYLE);
    this.root.adoptedStyleSheets = [sheet];
    const accent = parseColor(look.color);
    const { host, bubble, badge } = this;
    host.dir = "ltr";
    host.dataset["side"] = look.position ?? "right";
    bubble.type = "button";
    bubble.className = "bubble";
    bubble.style.setProperty("--accent", css(accent));
    bubble.style.setProperty("--on-accent", css(readableOn(accent)));
    bubble.setAttribute("aria-label", WORDS[this.language][0]);
    bubble.setAttribute("aria-expanded", "false");
    bubble.setAttribute("aria-haspopup", "dialog");
    bubble.append(icon(TALK, "talk"), icon("m7 11 7 7 7-7", "down"), badge);
    badge.className = "badge";
    badge.setAttribute("aria-hidden", "true");
    bubble.onclick = () => (this.panel?.isOpen ? this.panel.close() : void this.openPanel("visitor"));
    this.root.append(bubble);
    // Beside the body, not in it: a body that is replaced takes nothing along, one that is transformed moves nothing.
    document.documentElement.append(host);
  }

  private async openPanel(by: Opener): Promise<void> {
    await this.drawn;
    if (!this.look) return;
    this.bubble.dataset["busy"] = "";
    await this.load()
      .then((panel) => panel.open(by))
      .catch(() => this.say(WORDS[this.language][1]));
    delete this.bubble.dataset["busy"];
  }

  private load(): Promise<PanelHandle> {
    this.loading ??= this.fetchPanel().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  private async fetchPanel(): Promise<PanelHandle> {
    // Right after an upgrade a browser may still hold the loader of before, whose panel is gone: panel.js leads to the one
    // that is. Some browsers remember a failed module for the life of the page, so each try has its own address.
    const module = await this.module(__PANEL__).catch(() => this.module(`panel.js?${++this.tries}`));
    const { root, bubble, badge, base, publicKey, language, facts } = this;
    const look = this.look as SiteLook;
    this.panel = await module.mount({
      root, bubble, badge, base, publicKey, look, language, facts, emit: (event, detail) => this.emit(event, detail),
    });
    return this.panel;
  }

  private module(name: string): Promise<PanelModule> {
    return import(/* @vite-ignore */ `${this.base}/static/widget/${name}`) as Promise<PanelModule>;
  }

  private tell(facts: Facts): void {
    this.facts = { ...this.facts, ...facts };
    this.panel?.tell(facts);
  }

  private signOut(): void {
    this.facts = {};
    // The server has to hear of it too, so a visitor who has a key needs the panel for it.
    if (this.panel || this.stored("key")) void this.load().then((panel) => panel.signOut()).catch(() => {});
  }

  private run(call: QueuedCall): void {
    if (typeof call === "function") return call(this.face);
    const method = this.face[call[0] as keyof ParlourApi] as ((...values: unknown[]) => void) | undefined;
    method?.(...call.slice(1));
  }

  private emit(event: EventName, detail?: unknown): void {
    for (const [name, listener] of [...this.listeners]) {
      // A listener of the page that throws is the page's affair, and reported as its own.
      if (name === event) queueMicrotask(() => listener(detail));
    }
  }

  private say(words: string): void {
    const tip = document.createElement("p");
    tip.className = "tip";
    tip.setAttribute("role", "alert");
    tip.textContent = words;
    this.root.append(tip);
    setTimeout(() => tip.remove(), FAILED_SHOWN_MS);
  }

  private stored(key: string): string | null {
    try {
      return localStorage.getItem(storePrefix(this.publicKey) + key);
    } catch {
      return null;
    }
  }
}

// Built node by node: a page with Trusted Types forbids innerHTML.
function icon(path: string, name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 28 28");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", name);
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const script = (document.currentScript ?? document.querySelector("script[data-site]")) as HTMLScriptElement | null;
if (script) begin(script);
