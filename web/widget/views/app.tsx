import type { VNode } from "preact";
import { ChatView } from "./chat";
import { Home } from "./home";
import type { View } from "./model";

/** Which of the two views is due: the talk, or the welcome before it. */
export function App({ view }: { view: View }): VNode {
  const { session } = view;
  return session.thread || session.start.current ? <ChatView view={view} /> : <Home view={view} />;
}
