// The panel: loaded with the visitor's first click. Owns what is not about the talk: open or not, draft, colours, focus,
// the phone's keyboard, the page's navigation.
import { render } from "preact";
import { browserPorts, browserStore, randomToken, wakeOnReturn } from "../client/browser";
import type { Ports } from "../client/ports";
import { URL_CHARACTERS, TITLE_CHARACTERS, UNREAD_COUNTED } from "../protocol/protocol";
import { type Facts, type Mount, type Opener, type PanelHandle, storePrefix } from "./contract";
import { directionOf } from "./language";
import { followNavigation } from "./navigation";
import { palette } from "./palette";
import { VisitorSession } from "./session";
import { PANEL_STYLE } from "./style";
import { App } from "./views/app";
import type { View } from "./views/model";
import { loadTongue, type Tongue } from "./words";

const REST_MS = 5 * 60_000;
const PHONE = "(max-width: 480px)";
const DARK = "(prefers-color-scheme: dark)";
const FOCUSABLE = "button:not([disabled]):not([tabindex='-1']),textarea,input,select,a[href],[tabindex='0']";

/** Build the panel beside the bubble. Called once by the loader. */
export async function mount(mount: Mount): Promise<PanelHandle> {
  return new Panel(mount, await loadTongue(mount.language));
}

class Panel implements PanelHandle {
  isOpen = false;
  private readonly box = document.createElement("div");
  /** Says aloud what the badge shows. */
  private readonly news = document.createElement("p");
  private readonly ports: Ports;
  private readonly session: VisitorSession;
  private draft: string;
  private isDrawPlanned = false;
  private toldRefusal: unknown = null;
  private cancelRest = () => {};

  constructor(
    private readonly place: Mount,
    private readonly tongue: Tongue,
  ) {
    this.ports = browserPorts(browserStore(storePrefix(place.publicKey)), "omit");
    this.draft = this.ports.store.read("draft") ?? "";
    this.session = new VisitorSession({
      ports: this.ports, base: place.base, publicKey: place.publicKey, look: place.look, language: place.language,
      facts: place.facts, newKey: () => randomToken(32), page: pageNow,
      onChange: () => this.plan(), emit: place.emit,
      onUnsent: (words) => this.setDraft([words, this.draft].filter((text) => text.trim() !== "").join("\n\n")),
    });
    this.build();
    this.listen();
    if (this.session.hasOpenChat) this.session.begin();
    this.draw();
  }

  open(by: Opener): void {
    if (by === "page") this.beginOnTouch();
    else this.session.begin();
    if (this.isOpen) return;
    this.isOpen = true;
    this.remember("open", "1");
    this.box.hidden = false;
    // The first frame is drawn closed, so that there is something to animate from.
    requestAnimationFrame(() => this.box.setAttribute("data-open", ""));
    this.draw();
    this.fit();
    // A page that was just loaded keeps its focus.
    if (by !== "restore") this.focusFirst();
    this.place.emit("open");
  }

  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.place.root.activeElement !== null;
    this.isOpen = false;
    this.remember("open", null);
    this.box.removeAttribute("data-open");
    this.draw();
    if (hadFocus) this.place.bubble.focus();
    // Hidden for good after the animation: nothing in a closed panel can be reached by Tab.
    this.ports.timer(200, () => {
      this.box.hidden = !this.isOpen;
    });
    this.place.emit("close");
  }

  tell(facts: Facts): void {
    this.session.tell(facts);
  }

  signOut(): void {
    this.draft = "";
    this.close();
    void this.session.signOut();
  }

  private build(): void {
    const { box, place } = this;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PANEL_STYLE);
    place.root.adoptedStyleSheets = [...place.root.adoptedStyleSheets, sheet];
    box.className = "panel";
    box.hidden = true;
    box.tabIndex = -1;
    box.lang = place.language;
    box.dir = directionOf(place.language);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", this.tongue.t("chat_with", { name: place.look.name }));
    this.paint();
    this.news.className = "news";
    this.news.lang = place.language;
    this.news.setAttribute("role", "status");
    place.root.insertBefore(box, place.bubble);
    place.root.append(this.news);
  }

  private listen(): void {
    const { box, session } = this;
    box.addEventListener("keydown", (event) => this.keyDown(event));
    matchMedia(DARK).addEventListener("change", () => this.paint());
    matchMedia(PHONE).addEventListener("change", () => this.fit());
    visualViewport?.addEventListener("resize", () => this.fit());
    visualViewport?.addEventListener("scroll", () => this.fit());
    wakeOnReturn(() => session.wake());
    document.addEventListener("visibilitychange", () => this.sightChanged());
    followNavigation(() => session.visitPage());
    this.ports.store.onChange((key) => this.storeChanged(key));
  }

  private paint(): void {
    const scheme = matchMedia(DARK).matches ? "dark" : "light";
    this.box.dataset["scheme"] = scheme;
    for (const [name, value] of Object.entries(palette(this.place.look.color, scheme))) this.box.style.setProperty(name, value);
  }

  private plan(): void {
    if (this.isDrawPlanned) return;
    this.isDrawPlanned = true;
    // Not an animation frame: those stand still in hidden tabs, and the unread count must not.
    queueMicrotask(() => {
      this.isDrawPlanned = false;
      this.draw();
    });
  }

  private draw(): void {
    this.restoreRefused();
    const view: View = {
      session: this.session, tongue: this.tongue, base: this.place.base, now: this.ports.now, newId: this.ports.newId,
      draft: this.draft, setDraft: (text) => this.setDraft(text), minimise: () => this.close(),
    };
    const focused = this.place.root.activeElement;
    render(this.isOpen ? <App view={view} /> : null, this.box);
    this.keepFocus(focused);
    this.drawBubble();
  }

  private drawBubble(): void {
    const { bubble, badge } = this.place;
    const count = this.isOpen ? 0 : this.session.unread;
    badge.textContent = count === 0 ? "" : count > UNREAD_COUNTED ? `${UNREAD_COUNTED}+` : String(count);
    bubble.setAttribute("aria-expanded", String(this.isOpen));
    const { t } = this.tongue;
    const news = count ? t("new_messages", { count }) : "";
    if (this.news.textContent !== news) this.news.textContent = news;
    bubble.setAttribute("aria-label", this.isOpen ? t("close_chat") : count ? t("open_chat_unread", { count }) : t("open_chat"));
  }

  /** A chat that could not be started gives its words back to the one who wrote them. */
  private restoreRefused(): void {
    const { refusal, answers } = this.session.start;
    if (refusal === this.toldRefusal) return;
    this.toldRefusal = refusal;
    if (refusal && answers && this.draft === "") this.draft = answers.text;
  }

  private setDraft(text: string): void {
    this.draft = text;
    this.remember("draft", text === "" ? null : text);
    this.plan();
  }

  /** Write into the store, but only for somebody who has begun. */
  private remember(key: string, value: string | null): void {
    if (this.session.isKnown || value === null) this.ports.store.write(key, value);
  }

  private beginOnTouch(): void {
    if (this.session.isKnown) return this.session.begin();
    const begin = () => {
      for (const kind of ["pointerdown", "keydown"]) this.box.removeEventListener(kind, begin);
      this.session.begin();
    };
    for (const kind of ["pointerdown", "keydown"]) this.box.addEventListener(kind, begin);
  }

  private storeChanged(key: string | null): void {
    // A visitor who types here is not interrupted by what another tab keeps.
    const isTyping = document.hasFocus() && this.place.root.activeElement !== null;
    if ((key === "draft" || key === null) && !isTyping) {
      this.draft = this.ports.store.read("draft") ?? "";
      this.plan();
    }
    if (key === "open" && document.visibilityState === "hidden") {
      if (this.ports.store.read("open") === "1") this.open("restore");
      else this.close();
    }
  }

  private sightChanged(): void {
    this.cancelRest();
    if (document.visibilityState === "hidden") {
      this.cancelRest = this.ports.timer(REST_MS, () => this.session.rest());
    } else if (this.session.isKnown && (this.isOpen || this.session.hasOpenChat)) {
      this.session.begin();
      this.plan();
    }
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && matchMedia(PHONE).matches) this.keepInside(event);
    // Shortcuts of the host page must not fire while a message is typed.
    event.stopPropagation();
  }

  /** Full screen on a phone, the panel is all there is: Tab goes round in it. */
  private keepInside(event: KeyboardEvent): void {
    const all = Array.from(this.box.querySelectorAll<HTMLElement>(FOCUSABLE));
    const [first, last] = [all[0], all[all.length - 1]];
    const at = this.place.root.activeElement;
    const goal = event.shiftKey ? (at === first || at === this.box ? last : null) : at === last ? first : null;
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  }

  private focusFirst(): void {
    // On a touch screen the keyboard would jump up and cover the greeting.
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const target = isTouch ? this.box : (this.box.querySelector<HTMLElement>("input,select,textarea") ?? this.box);
    target.focus({ preventScroll: true });
  }

  /** When one view gives way to another, whoever was writing goes on writing. */
  private keepFocus(before: Element | null): void {
    if (!this.isOpen || !before || this.place.root.activeElement) return;
    (this.box.querySelector<HTMLElement>(before.tagName) ?? this.box).focus({ preventScroll: true });
  }

  /** On a phone the panel fills what the on-screen keyboard leaves free. */
  private fit(): void {
    const isPhone = matchMedia(PHONE).matches;
    this.box.setAttribute("aria-modal", String(isPhone));
    const view = visualViewport;
    this.box.style.setProperty("--height", isPhone && view ? `${view.height}px` : "");
    this.box.style.setProperty("--top", isPhone && view ? `${view.offsetTop}px` : "");
  }
}

function pageNow(): { url: string; title: string; referrer: string } {
  return {
    url: location.href.slice(0, URL_CHARACTERS),
    title: Array.from(document.title).slice(0, TITLE_CHARACTERS).join(""),
    referrer: document.referrer.slice(0, URL_CHARACTERS),
  };
}
