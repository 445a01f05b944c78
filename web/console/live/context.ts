import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Live } from "./live";

export const LiveContext = createContext<Live | null>(null);

/** The console's live state; only below the frame, where there is one. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("No live state above this element.");
  return live;
}
