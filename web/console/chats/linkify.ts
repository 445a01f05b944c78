export interface Part {
  text: string;
  /** Present where the text is an http or https address. */
  href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu;
/** A sentence's end after an address does not belong to it. */
const TRAILING = /[.,:;!?)\]}…'"’”]+$/u;

/** Split what a person wrote into text and links. Only http and https become links; nothing is ever read as markup. */
export function linkify(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = closed(found[0]);
    const href = webAddress(address);
    if (!href) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ text: address, href });
    from = found.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The address as a browser would open it, or null for everything that is not http or https. */
export function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Keep a closing bracket whose opening one is part of the address, as in encyclopedias. */
function closed(address: string): string {
  const cut = address.replace(TRAILING, "");
  return address[cut.length] === ")" && cut.includes("(") && !cut.includes(")") ? `${cut})` : cut;
}
