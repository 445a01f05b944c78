// One page with the widget, on a network that is the test's own hands.
import { Clock, seeded } from "../../client/tests/clock";
import { memoryStore, type Ports, type SocketPort, type StorePort } from "../../client/ports";
import type { Chat, ServerEvent, SiteLook, VisitorCommand } from "../../protocol/protocol";
import { VisitorSession } from "../session";

export const LOOK: SiteLook = { name: "Quillfern", color: "#1f5c45", is_online: true };
export const CHAT: Chat = { id: `cht_${"1".repeat(32)}`, site_id: "sit_1", state: "waiting", started_at: "2026-05-12T10:00:00Z", last_position: 1 };
export const ANSWERS = { text: "Hello", name: "Vic", email: "", fields: {}, consentVersion: "2" };

/** A desk where the test itself is the server: it reads commands and answers them by hand. Several desks are the tabs of a browser. */
export class Desk {
  readonly commands: VisitorCommand[] = [];
  readonly events: [string, unknown][] = [];
  readonly unsent: string[] = [];
  readonly session: VisitorSession;
  private socket: SocketPort | null = null;
  private ids = 0;

  constructor(readonly store: StorePort = memoryStore(), facts = {}, readonly clock = new Clock(), name = "id") {
    const ports: Ports = {
      now: () => this.clock.now, timer: this.clock.timer, random: seeded(3), newId: () => `${name}-${String(this.ids++).padStart(8, "0")}`,
      openSocket: () => this.openSocket(), post: () => Promise.reject(new Error("no polling here")), store,
    };
    this.session = new VisitorSession({
      ports, base: "https://chat.example", publicKey: "pk", look: LOOK, language: "en", facts, newKey: () => "k".repeat(43),
      page: () => ({ url: "https://shop.example/" }), onChange: () => {},
      onUnsent: (words) => this.unsent.push(words), emit: (name, detail) => this.events.push([name, detail]),
    });
  }

  get last(): VisitorCommand | undefined {
    return this.commands[this.commands.length - 1];
  }

  find<Type extends VisitorCommand["type"]>(type: Type): Extract<VisitorCommand, { type: Type }> | undefined {
    return this.commands.filter((each): each is Extract<VisitorCommand, { type: Type }> => each.type === type).pop();
  }

  async open(): Promise<void> {
    this.socket?.onOpen();
    await this.clock.pass(1);
  }

  async say(event: ServerEvent): Promise<void> {
    this.socket?.onFrame(JSON.stringify(event));
    await this.clock.pass(1);
  }

  async welcome(more: Partial<Extract<ServerEvent, { type: "welcome_visitor" }>> = {}): Promise<void> {
    await this.open();
    await this.say({ type: "welcome_visitor", server_time: "2026-05-12T10:00:00Z", site: LOOK, ...more });
  }

  async break(code = 1006): Promise<void> {
    this.socket?.onClose(code, "");
    await this.clock.pass(1_500);
  }

  private openSocket(): SocketPort {
    this.socket = { onOpen() {}, onFrame() {}, onClose() {}, close() {}, send: (text) => this.commands.push(JSON.parse(text)) };
    return this.socket;
  }
}

export const said = (position: number, text: string, author: "visitor" | "operator" = "visitor") => ({
  kind: "message" as const, position, created_at: "2026-05-12T10:00:01Z", author, text, client_id: `message-${position}`,
});
