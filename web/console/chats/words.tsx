import { linkify } from "./linkify";

/** What a person wrote: text and nothing else, in its own direction, with http and https addresses as links. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
