// The arithmetic of a long list of which only a window is drawn.

/** Where each row begins, and at the end the height of all: `offsets[count]`. */
export function offsetsOf(count: number, heightAt: (index: number) => number): Float64Array {
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) offsets[index + 1] = offsets[index]! + heightAt(index);
  return offsets;
}

/** The row at a distance from the top; the first or the last one beyond the ends. */
export function indexAt(offsets: Float64Array, distance: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Range {
  start: number;
  /** The first row that is not drawn any more. */
  end: number;
}

/** The rows to draw for what is in sight, and some beyond it so that a turn of the wheel finds them there. */
export function rangeFor(offsets: Float64Array, top: number, height: number, beyond: number): Range {
  const count = offsets.length - 1;
  if (count === 0) return { start: 0, end: 0 };
  return { start: indexAt(offsets, top - beyond), end: Math.min(count, indexAt(offsets, top + height + beyond) + 1) };
}
