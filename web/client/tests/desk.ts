// One open window on the test's server: a connection and a thread, wired as the widget and the console wire theirs.
import type { OperatorCommand, Side, VisitorCommand } from "../../protocol/protocol";
import { Connection, type ConnectionState, type StateInfo } from "../connection";
import { Thread } from "../thread";
import { CHAT, type House } from "./house";

export interface Desk {
  connection: Connection<VisitorCommand | OperatorCommand>;
  thread: Thread;
  states: ConnectionState[];
  info(): StateInfo;
  texts(): string[];
  close(): void;
}

export function openDesk(house: House, side: Side, browser = "one"): Desk {
  const ports = house.ports(side, browser);
  const states: ConnectionState[] = [];
  let info: StateInfo = { retryAt: null };
  const connection = new Connection<VisitorCommand | OperatorCommand>({
    ports, socketUrl: "ws://house", pollUrl: "http://house/poll",
    hello: () => (side === "visitor" ? { type: "authenticate", visitor_key: "k".repeat(43) } : null),
    onEvent(event) {
      if (event.type === "welcome_visitor" && event.chat) thread.adopt(event.chat, event.entries ?? [], event.has_older ?? false);
      else if (event.type === "welcome_operator") void thread.resume().catch(() => {});
      else thread.handle(event);
    },
    onState(state, told) {
      states.push(state);
      info = told;
    },
  });
  const thread = new Thread({ ports, connection, side, chatId: CHAT, onChange: () => {} });
  connection.start();
  return {
    connection, thread, states, info: () => info,
    texts: () => thread.entries.flatMap((entry) => (entry.kind === "message" ? [entry.text] : [])),
    close() {
      connection.stop();
      thread.dispose();
    },
  };
}
