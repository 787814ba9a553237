/**
 * Puts a popover beside its anchor, in the top layer, so that no scrolling pane cuts it off: below if there is room,
 * else above; never outside the window. Follows the anchor while it is open. Returns what stops following.
 */
export function anchored(
  anchor: Element,
  popover: HTMLElement,
  { matchWidth = false, alignEnd = false }: { matchWidth?: boolean; alignEnd?: boolean } = {},
): () => void {
  const GAP = 4;
  const MARGIN = 8;
  const place = (): void => {
    const box = anchor.getBoundingClientRect();
    if (matchWidth) popover.style.minWidth = `${String(box.width)}px`;
    const below = innerHeight - box.bottom - GAP - MARGIN;
    const above = box.top - GAP - MARGIN;
    const isBelow = below >= Math.min(popover.scrollHeight, 240) || below >= above;
    popover.style.maxHeight = `${String(Math.max(80, Math.min(360, isBelow ? below : above)))}px`;
    const { width, height } = popover.getBoundingClientRect();
    const left = alignEnd ? box.right - width : box.left;
    popover.style.left = `${String(Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN)))}px`;
    popover.style.top = `${String(isBelow ? box.bottom + GAP : box.top - GAP - height)}px`;
  };
  place();
  const resized = new ResizeObserver(place);
  resized.observe(popover);
  addEventListener('resize', place);
  addEventListener('scroll', place, true);
  return () => {
    resized.disconnect();
    removeEventListener('resize', place);
    removeEventListener('scroll', place, true);
  };
}
