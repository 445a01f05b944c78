import type { ComponentChildren, JSX, Ref } from "preact";
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { classes } from "./classes";
import { indexAt, offsetsOf, rangeFor, type Range } from "./window-model";

const BEYOND = 500;
const NEAR_EDGE = 600;
const AT_END = 24;

export interface WindowedHandle {
  scrollToEnd(): void;
}

interface WindowedProps<Item> {
  items: readonly Item[];
  keyOf(item: Item): string;
  /** The likely height of a row that was never drawn, in pixels. */
  estimate(item: Item): number;
  render(item: Item, index: number): ComponentChildren;
  /** Begin at the end and stay there while rows are added, as in a chat. */
  sticksToEnd?: boolean;
  /** Arrow keys, Home and End move the focus from row to row. */
  hasRowKeys?: boolean;
  before?: ComponentChildren;
  after?: ComponentChildren;
  class?: string;
  scroller?: JSX.HTMLAttributes<HTMLDivElement>;
  list?: JSX.HTMLAttributes<HTMLDivElement>;
  rowRole?: "listitem";
  handle?: Ref<WindowedHandle>;
  onNearStart?(): void;
  onNearEnd?(): void;
  onEndSeen?(isAtEnd: boolean): void;
}

/**
 * A list of any length and of rows of any height, of which only what is in sight stands in the page. What a person
 * looks at stays where it is while rows above it come, go or turn out taller than expected.
 */
export function Windowed<Item>(props: WindowedProps<Item>) {
  const { items, keyOf, estimate, render } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const anchor = useRef<{ key: string; below: number } | null>(null);
  const knownTop = useRef(0);
  const isStuck = useRef(props.sticksToEnd ?? false);
  const focusIndex = useRef<number | null>(null);
  const [range, setRange] = useState<Range>(() => firstRange(items.length, props.sticksToEnd ?? false));
  const [, redraw] = useState(0);

  // Scrolled since the last scroll event was heard: what is held moves along, or this drawing would take the way back.
  const drift = (scroller.current?.scrollTop ?? 0) - knownTop.current;
  if (anchor.current) anchor.current.below -= drift;
  knownTop.current += drift;

  const indexByKey = useMemo(() => new Map(items.map((item, index) => [keyOf(item), index])), [items]);
  const measure = () => offsetsOf(items.length, (index) => heights.current.get(keyOf(items[index]!)) ?? estimate(items[index]!));
  const start = Math.min(range.start, items.length);
  const end = Math.min(range.end, items.length);

  const look = useCallback((offsets: Float64Array) => {
    const box = scroller.current!;
    const above = list.current!.offsetTop;
    const wanted = rangeFor(offsets, box.scrollTop - above, box.clientHeight, BEYOND);
    setRange((current) => (current.start === wanted.start && current.end === wanted.end ? current : wanted));
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current!;
    for (const row of list.current!.children as Iterable<HTMLElement> & HTMLCollection) {
      heights.current.set(row.dataset["key"]!, row.getBoundingClientRect().height);
    }
    const offsets = measure();
    list.current!.style.paddingBlock = `${offsets[start]}px ${offsets[items.length]! - offsets[end]!}px`;
    const held = anchor.current && indexByKey.get(anchor.current.key);
    if (isStuck.current) box.scrollTop = box.scrollHeight;
    else if (held !== undefined && held !== null) {
      const target = list.current!.offsetTop + offsets[held]! - anchor.current!.below;
      if (Math.abs(target - box.scrollTop) > 0.5) box.scrollTop = target;
    }
    knownTop.current = box.scrollTop;
    look(offsets);
    focusWanted();
  });

  const scrolled = () => {
    const box = scroller.current!;
    const offsets = measure();
    const above = list.current!.offsetTop;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END;
    isStuck.current = Boolean(props.sticksToEnd) && isAtEnd;
    const first = indexAt(offsets, box.scrollTop - above);
    const item = items[first];
    knownTop.current = box.scrollTop;
    anchor.current = item ? { key: keyOf(item), below: above + offsets[first]! - box.scrollTop } : null;
    props.onEndSeen?.(isAtEnd);
    look(offsets);
    askForMore();
  };

  const askForMore = () => {
    const box = scroller.current!;
    if (box.clientHeight === 0) return;
    if (box.scrollTop < NEAR_EDGE) props.onNearStart?.();
    if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_EDGE) props.onNearEnd?.();
  };

  const focusWanted = () => {
    if (focusIndex.current === null) return;
    const row = list.current!.querySelector(`[data-index="${focusIndex.current}"]`);
    const target = row?.querySelector<HTMLElement>("a, button");
    if (!target) return;
    focusIndex.current = null;
    target.focus();
  };

  const rowKey = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
    const next = row && rowAfter(event.key, Number(row.dataset["index"]), items.length);
    if (next === null || next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const box = scroller.current!;
    const offsets = measure();
    const top = list.current!.offsetTop + offsets[next]!;
    const bottom = list.current!.offsetTop + offsets[next + 1]!;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    focusIndex.current = next;
    look(offsets);
    focusWanted();
  };

  useEffect(askForMore, [items]);

  useEffect(() => {
    let width = scroller.current!.clientWidth;
    const observer = new ResizeObserver(() => {
      // Another width wraps the words differently: what was measured is void.
      if (scroller.current!.clientWidth !== width) heights.current.clear();
      width = scroller.current!.clientWidth;
      redraw((count) => count + 1);
    });
    observer.observe(scroller.current!);
    observer.observe(list.current!);
    return () => observer.disconnect();
  }, []);

  useImperativeHandle(props.handle ?? null, () => ({
    scrollToEnd() {
      isStuck.current = true;
      scroller.current!.scrollTop = scroller.current!.scrollHeight;
      redraw((count) => count + 1);
    },
  }), []);

  return (
    <div {...props.scroller} ref={scroller} class={classes("windowed", props.class)} onScroll={scrolled} onKeyDown={props.hasRowKeys ? rowKey : undefined}>
      {props.before}
      <div {...props.list} ref={list}>
        {items.slice(start, end).map((item, index) => (
          <div key={keyOf(item)} data-key={keyOf(item)} data-index={start + index} role={props.rowRole}>
            {render(item, start + index)}
          </div>
        ))}
      </div>
      {props.after}
    </div>
  );
}

function firstRange(count: number, isAtEnd: boolean): Range {
  return isAtEnd ? { start: Math.max(0, count - 30), end: count } : { start: 0, end: Math.min(count, 30) };
}

function rowAfter(key: string, index: number, count: number): number | null {
  if (key === "ArrowDown") return Math.min(count - 1, index + 1);
  if (key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
