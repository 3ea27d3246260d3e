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
import { describeNews } from './news.ts';
import { createTabs } from './tabs.ts';
import { createToast } from './toast.ts';
import type { View, ViewContext, ViewName } from './view.ts';
import type { Reader } from './format.ts';
import { parseSubPage } from './sub-page.ts';

const OFFLINE = 'Can’t reach Cutover. The page shows the last known state and reconnects by itself.';

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
  const noticeSwitch = createNoticeSwitch(choose);
  const connection = createConnectionState();
  const notices = el('div', { class: 'notices' });
  const toast = createToast();

  const context: ViewContext = {
    ...{ api, reader, refresh, choose },
    channelId: host.channelId,
    open: (view) => tabs.open(view),
    announce: (text) => toast.announce(text),
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
  const tabs = createTabs(first, views, () => {
    if (campaign) views[tabs.current()].update(campaign);
  });

  return {
    element: el(
      'div',
      { class: 'shell' },
      el(
        'header',
        { class: 'bar' },
        el('nav', { 'aria-label': 'Cutover' }, tabs.list),
        noticeSwitch.element,
        connection.element,
      ),
      notices,
      el('main', { class: 'page' }, tabs.panels),
      toast.element,
    ),
    announce: context.announce,
    update(news) {
      const text = campaign && describeNews(campaign, news, toast.text());
      if (text) toast.announce(text);
      if (!campaign) tabs.reveal();
      campaign = news;
      noticeSwitch.update(news);
      show(notices);
      views[tabs.current()].update(news);
    },
    showConnection(state) {
      if (!connection.change(state)) return;
      show(notices, state === 'offline' && drawMessage('warning', OFFLINE));
    },
    showError: (text) => show(notices, drawMessage('error', text)),
  };
}

/** The word in the header that says whether the page is connected. */
function createConnectionState() {
  const element = el('p', { class: 'connection', role: 'status' });
  return {
    element,
    /** False if the state is what it was. */
    change(state: 'live' | 'offline'): boolean {
      if (element.dataset['state'] === state) return false;
      element.dataset['state'] = state;
      show(element, state === 'live' ? 'Live' : 'Offline');
      return true;
    },
  };
}

function drawMessage(intent: 'warning' | 'error', text: string): HTMLElement {
  return el('fluent-message-bar', { intent, role: 'alert' }, text);
}
