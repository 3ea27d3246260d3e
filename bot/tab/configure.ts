import './components.ts';
import { el, show } from './dom.ts';
import { tellOpenInTeams } from './messages.ts';
import { followTheme } from './theme.ts';
import { openHost } from './open-host.ts';

const CHOICES = [
  ['overview', 'Overview'],
  ['servers', 'Servers'],
  ['alerts', 'Alerts'],
  ['reminders', 'Reminders'],
  ['compare', 'Compare'],
  ['evidence', 'Evidence'],
] as const;

const root = document.querySelector('#app');
if (root) {
  const host = await openHost();
  followTheme(host);
  if (host.kind === 'teams') await configure(root);
  else show(root, tellOpenInTeams());
  host.loaded();
}

/** Asks what the tab is to open with; Teams' own button saves. */
async function configure(where: Element): Promise<void> {
  const view = el(
    'select',
    { class: 'field', id: 'first-view' },
    CHOICES.map(([value, text]) => el('option', { value }, text)),
  );
  show(
    where,
    el(
      'main',
      { class: 'message' },
      el('h1', { class: 'message-title' }, 'Add the dashboard to this channel'),
      el('p', {}, 'Everybody here sees how far your servers are, what is wrong, and how long there is.'),
      el('label', { class: 'field-label', for: 'first-view' }, 'Opens with'),
      view,
    ),
  );
  const { offerTab } = await import('./teams.ts');
  offerTab(() => `${location.origin}/tab/?view=${view.value}`);
}
