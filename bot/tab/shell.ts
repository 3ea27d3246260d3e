import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createAlertsView } from './alerts-view.ts';
import type { Api } from './api.ts';
import { createCompareView } from './compare-view.ts';
import { el, show } from './dom.ts';
import { createEvidenceView } from './evidence-view.ts';
import type { Host } from './host.ts';
import { createOverview } from './overview.ts';
import { createRemindersView } from './reminders-view.ts';
import { createServersView } from './servers-view.ts';
import type { Surroundings, View, ViewName } from './view.ts';
import type { Reader } from './words.ts';

const TITLES: Readonly<Record<ViewName, string>> = {
  overview: 'Overview',
  servers: 'Servers',
  alerts: 'Alerts',
  reminders: 'Reminders',
  compare: 'Compare',
  evidence: 'Evidence',
};
export const VIEW_NAMES = Object.keys(TITLES) as ViewName[];

const ANNOUNCED_MS = 6_000;

export interface Shell {
  element: HTMLElement;
  update(campaign: CampaignBody): void;
  tellConnection(state: 'live' | 'offline'): void;
  /** Something failed while the dashboard is shown. */
  tellProblem(text: string): void;
}

/** The tabs, what is said above and below them, and the view that is open. */
export function createShell({
  api,
  reader,
  host,
  refresh,
}: {
  api: Api;
  reader: Reader;
  host: Host;
  refresh: () => void;
}): Shell {
  const { view: first, detail } = readPlace(host.place);
  let campaign: CampaignBody | null = null;
  let current: ViewName = first;

  const connection = el('p', { class: 'connection', role: 'status' });
  const notices = el('div', { class: 'notices' });
  const toast = el('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });

  const surroundings: Surroundings = {
    api,
    reader,
    channelId: host.channelId,
    refresh,
    open(view) {
      tablist.setAttribute('activeid', `tab-${view}`);
      openView(view);
      document.querySelector<HTMLElement>(`#tab-${view}`)?.focus();
    },
    announce,
  };
  const detailFor = (view: ViewName) => (view === first ? detail : '');
  const views: Readonly<Record<ViewName, View>> = {
    overview: createOverview(surroundings),
    servers: createServersView(surroundings, detailFor('servers')),
    alerts: createAlertsView(surroundings),
    reminders: createRemindersView(surroundings),
    compare: createCompareView(surroundings),
    evidence: createEvidenceView(surroundings),
  };

  const panels = VIEW_NAMES.map((name) =>
    el(
      'section',
      { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}`, hidden: name !== first },
      views[name].element,
    ),
  );
  const tablist = el(
    'fluent-tablist',
    {
      class: 'tabs',
      activeid: `tab-${first}`,
      'aria-label': 'Parts of the dashboard',
      // The attribute follows a moment later: the event says which tab it is.
      change: (event) => openView((event as CustomEvent<Element>).detail.id.replace('tab-', '') as ViewName),
    },
    VIEW_NAMES.map((name) =>
      el('fluent-tab', { id: `tab-${name}`, 'aria-controls': `panel-${name}` }, TITLES[name]),
    ),
  );

  function openView(name: ViewName): void {
    if (name === current || !VIEW_NAMES.includes(name)) return;
    current = name;
    for (const panel of panels) panel.hidden = panel.id !== `panel-${name}`;
    const address = new URL(location.href);
    address.searchParams.set('view', name);
    history.replaceState(null, '', address);
    if (campaign) views[name].update(campaign);
  }

  function announce(text: string): void {
    show(toast, text);
    setTimeout(() => {
      if (toast.textContent === text) show(toast);
    }, ANNOUNCED_MS);
  }

  /** What somebody else changed is read out, too. */
  function tellNews(before: CampaignBody, now: CampaignBody): void {
    const offOf = ({ servers }: CampaignBody) => servers.reported - servers.onRetired - servers.unknown;
    const { reported } = now.servers;
    const isNews = before.servers.reported !== reported || offOf(before) !== offOf(now);
    const servers = `Updated: ${offOf(now)} of ${reported} servers are off ${now.notice.product}.`;
    const isAlarm = now.alerts.firing > before.alerts.firing;
    const news = [isNews && servers, isAlarm && 'There is a new alert.'].filter(Boolean).join(' ');
    if (news) announce(news);
  }

  return {
    element: el(
      'div',
      { class: 'shell' },
      el('header', { class: 'bar' }, el('nav', { 'aria-label': 'Cutover' }, tablist), connection),
      notices,
      el('main', { class: 'page' }, panels),
      toast,
    ),
    update(news) {
      if (campaign) tellNews(campaign, news);
      campaign = news;
      show(notices);
      views[current].update(news);
    },
    tellConnection(state) {
      if (connection.dataset['state'] === state) return;
      connection.dataset['state'] = state;
      show(connection, state === 'live' ? 'Live' : 'Offline');
      show(
        notices,
        state === 'offline' &&
          el(
            'fluent-message-bar',
            { intent: 'warning', role: 'alert' },
            'Cutover cannot be reached. You see what was known last; the page goes on by itself when the connection is back.',
          ),
      );
    },
    tellProblem(text) {
      show(notices, el('fluent-message-bar', { intent: 'error', role: 'alert' }, text));
    },
  };
}

/** `servers/AADC01` is the view of the servers, with that name looked for; what is unknown is the overview. */
function readPlace(place: string): { view: ViewName; detail: string } {
  const [name = '', ...rest] = place.split('/');
  const view = VIEW_NAMES.find((candidate) => candidate === name);
  return view ? { view, detail: rest.join('/') } : { view: 'overview', detail: '' };
}
