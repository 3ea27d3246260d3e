import { el, type Child } from './dom.ts';
import { externalLink } from './markdown.ts';

export function renderLoading(): HTMLElement {
  return el(
    'main',
    { class: 'message', 'aria-busy': 'true' },
    el('fluent-spinner', { size: 'large', 'aria-hidden': 'true' }),
    el('p', { role: 'status' }, 'Loading the dashboard…'),
  );
}

/** Something failed that the reader may be able to fix. */
export function renderError({
  title,
  text,
  retry,
}: {
  title: string;
  text: string;
  retry: () => void;
}): HTMLElement {
  return el(
    'main',
    { class: 'message', role: 'alert' },
    el('h1', { class: 'message-title' }, title),
    el('p', {}, text),
    el('fluent-button', { role: 'button', appearance: 'primary', click: retry }, 'Try again'),
  );
}

/** For a page that was opened in a browser, where nobody can sign in. */
export function renderOpenInTeams(): HTMLElement {
  return el(
    'main',
    { class: 'message' },
    el('h1', { class: 'message-title' }, 'Open Cutover in Microsoft Teams'),
    el('p', {}, 'The dashboard signs you in through Teams, so open it there:'),
    el(
      'ol',
      { class: 'steps' },
      el('li', {}, 'Open ', externalLink('https://teams.microsoft.com/', 'Microsoft Teams'), '.'),
      el('li', {}, 'Select Apps on the left, search for Cutover and open it.'),
      el('li', {}, 'Select the Dashboard tab. In a channel, select + next to the tabs and add Cutover.'),
    ),
    el('p', { class: 'secondary' }, 'Can’t find Cutover? Ask your Teams administrator to add it.'),
  );
}

/** Says that there is nothing to show yet, and what would change that. */
export function renderEmptyState(title: string, ...children: Child[]): HTMLElement {
  return el('div', { class: 'empty-state' }, el('p', { class: 'empty-state-title' }, title), ...children);
}
