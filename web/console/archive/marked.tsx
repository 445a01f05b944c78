/** Text with the searched words marked where they begin a word. */
export function Marked({ text, search }: { text: string; search: string }) {
  return <>{split(text, search).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}</>;
}

/** The text in pieces; every second one was searched for. */
export function split(text: string, search: string): string[] {
  const words = search.split(/\s+/u).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return [text];
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})`, "giu"));
}
