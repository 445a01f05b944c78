// A message's text on screen: text, and links that are safe to follow.
import type { VNode } from "preact";

const LINK = /https?:\/\/[^\s<>"'\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const TRAILING = /[.,;:!?)\]}»”’]+$/;

export interface Piece {
  text: string;
  href?: string;
}

/** Split a text into words and http(s) links. A closing bracket belongs to the link only if the link opened one. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    const href = safeHref(link);
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** The address if it is http or https, else null: never javascript:, data: or a relative path. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function RichText({ text }: { text: string }): VNode {
  return (
    <>
      {pieces(text).map((piece) =>
        piece.href ? (
          <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

function trimmed(link: string): string {
  let kept = link.replace(TRAILING, "");
  // https://en.example.org/wiki/Parlour_(room) ends in a bracket that is its own.
  const next = link[kept.length];
  if (next === ")" && kept.includes("(") && !kept.includes(")")) kept += next;
  return kept;
}
