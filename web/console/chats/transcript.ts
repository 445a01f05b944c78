// A chat read over HTTP: earlier chats and the archive need no live line.
import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import type { Chat, Entry } from "../../protocol/protocol";
import { api } from "../api";

interface Transcript {
  chat: Chat | null;
  entries: readonly Entry[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  refusal: Refused | null;
}

const nothing: Transcript = { chat: null, entries: [], hasOlder: false, isLoadingOlder: false, refusal: null };

/** The chat's newest entries, and more above them when asked. */
export function useTranscript(chatId: string): Transcript & { load(): void; loadOlder(): void } {
  const [state, setState] = useState(nothing);
  // Answers to an earlier question must not land in a later chat.
  const asked = useRef(0);

  const load = () => {
    const question = ++asked.current;
    const settle = (next: Transcript) => question === asked.current && setState(next);
    setState(nothing);
    Promise.all([api.chat(chatId), api.newestEntries(chatId)]).then(
      ([chat, page]) => settle({ ...nothing, chat, entries: page.entries, hasOlder: page.has_older ?? false }),
      (error: unknown) => settle({ ...nothing, refusal: asRefusal(error) }),
    );
  };
  useEffect(load, [chatId]);

  const loadOlder = () => {
    const first = state.entries[0]?.position;
    if (!state.hasOlder || state.isLoadingOlder || first === undefined) return;
    const question = asked.current;
    setState({ ...state, isLoadingOlder: true });
    api.entriesBefore(chatId, first).then(
      (page) => {
        if (question !== asked.current) return;
        setState((now) => ({ ...now, entries: [...page.entries, ...now.entries], hasOlder: page.has_older ?? false, isLoadingOlder: false }));
      },
      () => question === asked.current && setState((now) => ({ ...now, isLoadingOlder: false })),
    );
  };
  return { ...state, load, loadOlder };
}

function asRefusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}
