import { el, show } from './dom.ts';

const SHOWN_MS = 6_000;

/** A message at the edge of the page, which screen readers read aloud. */
export interface Toast {
  element: HTMLElement;
  /** Shows a message for a few seconds. */
  announce(text: string): void;
  /** The message that is shown; empty if there is none. */
  text(): string;
}

export function createToast(): Toast {
  const element = el('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    announce(text) {
      show(element, text);
      setTimeout(() => {
        if (element.textContent === text) show(element);
      }, SHOWN_MS);
    },
    text: () => element.textContent,
  };
}
