import { placeBeside } from "./place";

const WAIT_MS = 350;

/** Show the `data-tip` of what the pointer or the keyboard rests on. One element serves the whole page. */
export function startTooltips(): void {
  const tip = document.createElement("div");
  tip.className = "tooltip";
  tip.popover = "manual";
  // The same words are the control's accessible name already.
  tip.ariaHidden = "true";
  document.body.append(tip);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    if (tip.matches(":popover-open")) tip.hidePopover();
  };
  const show = (target: HTMLElement, wait: number) => {
    hide();
    timer = setTimeout(() => {
      if (!target.isConnected || target.getAttribute("aria-expanded") === "true") return;
      tip.textContent = target.dataset["tip"] ?? "";
      tip.showPopover();
      placeBeside(tip, target, target.closest("[data-tips='inline']") ? "inline" : "block");
    }, wait);
  };
  const tipped = (event: Event) => (event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null);

  document.addEventListener("pointerover", (event) => {
    const target = tipped(event);
    if (target && event.pointerType === "mouse") show(target, WAIT_MS);
    else hide();
  });
  document.addEventListener("focusin", (event) => {
    const target = tipped(event);
    if (target?.matches(":focus-visible")) show(target, 0);
  });
  for (const kind of ["focusout", "pointerdown", "scroll"]) document.addEventListener(kind, hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
