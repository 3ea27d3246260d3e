import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createAlertsView } from './alerts-view.ts';
import type { Api } from './api.ts';
import { createCompareView } from './compare-view.ts';
import { el, show } from './dom.ts';
import { createExportView } from './export-view.ts';
import type { Host } from './host.ts';
import { createOverview } from './overview.ts';
import { createRemindersView } from './reminders-view.ts';
import { createServersView } from './servers-view.ts';
import { VIEW_NAMES, VIEW_TITLES, type View, type ViewContext, type ViewName } from './view.ts';
import type { Reader } from './format.ts';

const TOAST_MS = 6_000;

export interface Shell {
  element: HTMLElement;
  update(campaign: CampaignBody): void;
  showConnection(state: 'live' | 'offline'): void;
  showError(text: string): void;
}

/** The frame of the dashboard: tabs, connection state, messages, and the open view. */
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
  const { view: first, detail } = parseSubPage(host.subPage);
  let campaign: CampaignBody | null = null;
  let current: ViewName = first;

  const connection = el('p', { class: 'connection', role: 'status' });
  const notices = el('div', { class: 'notices' });
  const toast = el('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });

  const context: ViewContext = {
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
    overview: createOverview(context),
    servers: createServersView(context, detailFor('servers')),
    alerts: createAlertsView(context),
    reminders: createRemindersView(context),
    compare: createCompareView(context),
    export: createExportView(context),
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
      'aria-label': 'Dashboard views',
      // `activeid` changes only after this event; its detail is the tab.
      change: (event) => openView((event as CustomEvent<Element>).detail.id.replace('tab-', '') as ViewName),
    },
    VIEW_NAMES.map((name) =>
      el('fluent-tab', { id: `tab-${name}`, 'aria-controls': `panel-${name}` }, VIEW_TITLES[name]),
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
    }, TOAST_MS);
  }

  /** Announces what others changed. */
  function announceChanges(before: CampaignBody, now: CampaignBody): void {
    const movedIn = ({ servers }: CampaignBody) => servers.reported - servers.onRetired - servers.unknown;
    const { reported } = now.servers;
    const isProgress = before.servers.reported !== reported || movedIn(before) !== movedIn(now);
    const progress = `Updated: ${movedIn(now)} of ${reported} servers moved off ${now.notice.product}.`;
    const isNewAlert = now.alerts.firing > before.alerts.firing;
    const text = [isProgress && progress, isNewAlert && 'New alert.'].filter(Boolean).join(' ');
    if (text) announce(text);
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
      if (campaign) announceChanges(campaign, news);
      campaign = news;
      show(notices);
      views[current].update(news);
    },
    showConnection(state) {
      if (connection.dataset['state'] === state) return;
      connection.dataset['state'] = state;
      show(connection, state === 'live' ? 'Live' : 'Offline');
      show(
        notices,
        state === 'offline' &&
          el(
            'fluent-message-bar',
            { intent: 'warning', role: 'alert' },
            'Can’t reach Cutover. The page shows the last known state and reconnects by itself.',
          ),
      );
    },
    showError(text) {
      show(notices, el('fluent-message-bar', { intent: 'error', role: 'alert' }, text));
    },
  };
}

/** `servers/AADC01` opens the servers and searches for that name. An unknown view opens the overview. */
function parseSubPage(subPage: string): { view: ViewName; detail: string } {
  const [name = '', ...rest] = subPage.split('/');
  const view = VIEW_NAMES.find((candidate) => candidate === name);
  return view ? { view, detail: rest.join('/') } : { view: 'overview', detail: '' };
}
