import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { api, type ArchiveRow } from "../api";

const PAUSE_MS = 200;

interface Found {
  rows: readonly ArchiveRow[] | null;
  cursor: string | null;
  refusal: Refused | null;
}

const nothing: Found = { rows: null, cursor: null, refusal: null };

/** The ended chats that fit the search, page by page, the newest first. */
export function useArchive() {
  const [search, setSearch] = useState("");
  const [found, setFound] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const underway = useRef<AbortController | null>(null);

  const ask = (cursor: string | undefined, before: readonly ArchiveRow[]) => {
    underway.current?.abort();
    const controller = new AbortController();
    underway.current = controller;
    api.endedChats(search.trim(), cursor, controller.signal).then(
      (page) => {
        if (controller.signal.aborted) return;
        underway.current = null;
        setFound({ rows: [...before, ...page.rows], cursor: page.next_cursor ?? null, refusal: null });
      },
      (error: unknown) => {
        if (controller.signal.aborted || !(error instanceof Refused)) return;
        underway.current = null;
        setFound((now) => ({ ...now, refusal: error }));
      },
    );
  };

  // What was found stays in sight until the answer to the new words is here.
  useEffect(() => {
    const timer = setTimeout(() => ask(undefined, []), search ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [search, attempt]);
  useEffect(() => () => underway.current?.abort(), []);

  return {
    ...found,
    search,
    hasMore: found.cursor !== null,
    setSearch,
    again() {
      setFound(nothing);
      setAttempt(attempt + 1);
    },
    more() {
      if (found.cursor && found.rows && !underway.current) ask(found.cursor, found.rows);
    },
  };
}
