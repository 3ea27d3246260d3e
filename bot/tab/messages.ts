import { el, type Child } from './dom.ts';
import { externalLink } from './markdown.ts';

/** Nothing is known yet. */
export function tellLoading(): HTMLElement {
  return el(
    'main',
    { class: 'message', 'aria-busy': 'true' },
    el('fluent-spinner', { size: 'large', 'aria-hidden': 'true' }),
    el('p', { role: 'status' }, 'The dashboard is loading.'),
  );
}

/** Something is in the way that the reader may do something about. */
export function tellTrouble({
  title,
  text,
  again,
}: {
  title: string;
  text: string;
  again: () => void;
}): HTMLElement {
  return el(
    'main',
    { class: 'message', role: 'alert' },
    el('h1', { class: 'message-title' }, title),
    el('p', {}, text),
    el('fluent-button', { role: 'button', appearance: 'primary', click: again }, 'Try again'),
  );
}

/** The page was opened in a browser, where nobody is signed in. */
export function tellOpenInTeams(): HTMLElement {
  return el(
    'main',
    { class: 'message' },
    el('h1', { class: 'message-title' }, 'Open Cutover in Microsoft Teams'),
    el('p', {}, 'This dashboard knows who you are from Teams, so it opens there:'),
    el(
      'ol',
      { class: 'steps' },
      el('li', {}, 'Open ', externalLink('https://teams.microsoft.com/', 'Microsoft Teams'), '.'),
      el('li', {}, 'Choose Apps on the left, search for Cutover, and open it.'),
      el('li', {}, 'Choose the tab Dashboard. In a channel, choose + beside the tabs and add Cutover.'),
    ),
    el('p', { class: 'quiet' }, 'Cutover is not there? An administrator of your organisation adds it.'),
  );
}

/** There is nothing to show yet, and how that changes. */
export function tellNothing(title: string, ...children: Child[]): HTMLElement {
  return el('div', { class: 'nothing' }, el('p', { class: 'nothing-title' }, title), ...children);
}
