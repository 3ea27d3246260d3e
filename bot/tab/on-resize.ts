/** Calls `changed` when the element's width changes, at most once a frame. Drawings depend on the width. */
export function onResize(element: Element, changed: () => void): void {
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry?.contentRect.width ?? 0);
    if (now === width || now === 0) return;
    width = now;
    requestAnimationFrame(changed);
  }).observe(element);
}
