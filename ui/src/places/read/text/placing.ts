/** Something in the margin: where it would like to be, and how tall it is (CSS pixels). */
export interface Wish {
  top: number;
  height: number;
}

/**
 * Where notes in the margin go: each at its line if there is room, none over another, in their order. The one at `fixed`
 * stays exactly at its line and the others make room; none goes above 0. `gap` is kept between two.
 */
export function place(wishes: readonly Wish[], fixed: number | null, gap: number): number[] {
  const tops = wishes.map(({ top }) => top);
  const start = fixed ?? 0;
  const down = (from: number, to = tops.length): void => {
    for (let at = from; at < to; at += 1) {
      const free = (tops[at - 1] ?? 0) + (wishes[at - 1]?.height ?? 0) + gap;
      tops[at] = Math.max(tops[at] ?? 0, free);
    }
  };
  down(1, start);
  down(start + 1);
  for (let at = start - 1; at >= 0; at -= 1) {
    const lowest = (tops[at + 1] ?? 0) - (wishes[at]?.height ?? 0) - gap;
    tops[at] = Math.min(tops[at] ?? 0, lowest);
  }
  if ((tops[0] ?? 0) < 0) {
    tops[0] = 0;
    down(1);
  }
  return tops;
}
