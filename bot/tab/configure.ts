import './components.ts';
import { el, show } from './dom.ts';
import { renderOpenInTeams } from './messages.ts';
import { followTheme } from './theme.ts';
import { openHost } from './open-host.ts';
import { VIEW_NAMES, VIEW_TITLES } from './view.ts';

const root = document.querySelector('#app');
if (root) {
  const host = await openHost();
  followTheme(host);
  if (host.kind === 'teams') await configure(root);
  else show(root, renderOpenInTeams());
  host.loaded();
}

/** Asks which view the tab opens with. Teams shows the button that saves. */
async function configure(where: Element): Promise<void> {
  const view = el(
    'select',
    { class: 'field', id: 'first-view' },
    VIEW_NAMES.map((name) => el('option', { value: name }, VIEW_TITLES[name])),
  );
  show(
    where,
    el(
      'main',
      { class: 'message' },
      el('h1', { class: 'message-title' }, 'Add the dashboard to this channel'),
      el(
        'p',
        {},
        'Everyone in this channel sees the time left, the progress of your servers, and open alerts.',
      ),
      el('label', { class: 'field-label', for: 'first-view' }, 'Open with'),
      view,
    ),
  );
  const { configureTab } = await import('./teams.ts');
  configureTab(() => `${location.origin}/tab/?view=${view.value}`);
}
