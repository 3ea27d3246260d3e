import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createAlertsView } from './alerts-view.ts';
import type { Api } from './api.ts';
import { createCompareView } from './compare-view.ts';
import { el, show } from './dom.ts';
import { createExportView } from './export-view.ts';
import type { Host } from './host.ts';
import { createNoticeSwitch } from './notice-switch.ts';
import { createNoticesView } from './notices-view.ts';
import { createOverview } from './overview.ts';
import { createRemindersView } from './reminders-view.ts';
import { createServersView } from './servers-view.ts';
import { VIEW_NAMES, VIEW_TITLES, type View, type ViewContext, type ViewName } from './view.ts';
import type { Reader } from './format.ts';
import { keepInAddress, parseSubPage } from './sub-page.ts';

const TOAST_MS = 6_000;

/** On a phone the tabs are wider than the window: moves the open one to their middle, and leaves the focus where it is. */
function revealTab(name: ViewName): void {
  const tab = document.querySelector(`#tab-${name}`)?.getBoundingClientRect();
  const bar = document.querySelector('.bar nav');
  if (!tab || !bar) return;
  const { left, width } = bar.getBoundingClientRect();
  bar.scrollLeft += tab.left + tab.width / 2 - (left + width / 2);
}

export interface Shell {
  element: HTMLElement;
  update(campaign: CampaignBody): void;
  showConnection(state: 'live' | 'offline'): void;
  showError(text: string): void;
  /** Shows a message for a few seconds. */
  announce(text: string): void;
}

/** The frame of the dashboard: tabs, connection state, messages, and the open view. */
export function createShell({
  api,
  reader,
  host,
  refresh,
  choose,
}: {
  api: Api;
  reader: Reader;
  host: Host;
  refresh: () => void;
  choose: (notice: string) => void;
}): Shell {
  const { view: first, detail } = parseSubPage(host.subPage);
  let campaign: CampaignBody | null = null;
  let current: ViewName = first;

  const noticeSwitch = createNoticeSwitch(choose);
  const connection = el('p', { class: 'connection', role: 'status' });
  const notices = el('div', { class: 'notices' });
  const toast = el('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });

  const context: ViewContext = {
    api,
    reader,
    channelId: host.channelId,
    refresh,
    choose,
    open(view) {
      tablist.setAttribute('activeid', `tab-${view}`);
      openView(view);
      document.querySelector<HTMLElement>(`#tab-${view}`)?.focus();
    },
    announce,
  };
  const detailFor = (view: ViewName) => (view === first ? detail : '');
  const views: Readonly<Record<ViewName, View>> = {
    notices: createNoticesView(context),
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
    keepInAddress('view', name);
    revealTab(name);
    if (campaign) views[name].update(campaign);
  }

  function announce(text: string): void {
    show(toast, text);
    setTimeout(() => {
      if (toast.textContent === text) show(toast);
    }, TOAST_MS);
  }

  /** Announces what others changed, or the notice that is shown from now on. */
  function announceChanges(before: CampaignBody, now: CampaignBody): void {
    if (before.notice.id !== now.notice.id) {
      announce(`Showing ${now.notice.product}.`);
      return;
    }
    const movedIn = ({ servers }: CampaignBody) => servers.reported - servers.onRetired - servers.unknown;
    const { reported } = now.servers;
    const isProgress = before.servers.reported !== reported || movedIn(before) !== movedIn(now);
    const progress = `Updated: ${movedIn(now)} of ${reported} servers moved off ${now.notice.product}.`;
    const isNewAlert = now.alerts.firing > before.alerts.firing;
    // A server and its alert may come one after the other: the alert doesn't take the place of what is still to be read.
    const shown = toast.textContent;
    const unread = isNewAlert && !isProgress && shown.startsWith('Updated:') && shown;
    const text = [unread, isProgress && progress, isNewAlert && 'New alert.'].filter(Boolean).join(' ');
    if (text) announce(text);
  }

  return {
    element: el(
      'div',
      { class: 'shell' },
      el(
        'header',
        { class: 'bar' },
        el('nav', { 'aria-label': 'Cutover' }, tablist),
        noticeSwitch.element,
        connection,
      ),
      notices,
      el('main', { class: 'page' }, panels),
      toast,
    ),
    announce,
    update(news) {
      if (campaign) announceChanges(campaign, news);
      else revealTab(current);
      campaign = news;
      noticeSwitch.update(news);
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
