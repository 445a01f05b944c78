const EDGE = 8;

/** Put a fixed element at its anchor: beside it where asked and possible, else below or above it, and wholly inside the window. */
export function placeBeside(element: HTMLElement, anchor: HTMLElement, side: "block" | "inline" = "block", gap = 6): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const isRightToLeft = getComputedStyle(anchor).direction === "rtl";
  // Out of a bar of buttons of many sizes everything comes at one line, and covers nothing of the bar.
  const bar = (anchor.closest("[data-tips='inline']") ?? anchor).getBoundingClientRect();
  const beside = isRightToLeft ? bar.left - width - gap : bar.right + gap;
  const isRoomBeside = beside >= EDGE && beside + width <= innerWidth - EDGE;
  let left = isRightToLeft ? box.right - width : box.left;
  let top = box.bottom + gap;
  if (side === "inline" && isRoomBeside) {
    left = beside;
    top = box.bottom - height;
  } else if (top + height > innerHeight - EDGE && box.top - gap - height >= EDGE) {
    top = box.top - gap - height;
  }
  element.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  element.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
}
