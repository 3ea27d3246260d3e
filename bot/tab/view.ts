import type { CampaignBody } from '../dashboard/campaign-body.ts';
import type { Api } from './api.ts';
import type { Reader } from './format.ts';

/** Titles by the name that addresses use, in the order of the tabs. */
export const VIEW_TITLES = {
  notices: 'Notices',
  overview: 'Overview',
  servers: 'Servers',
  alerts: 'Alerts',
  reminders: 'Reminders',
  compare: 'Compare',
  export: 'Export',
} as const;

export type ViewName = keyof typeof VIEW_TITLES;
export const VIEW_NAMES = Object.keys(VIEW_TITLES) as ViewName[];

/** What every view works with. */
export interface ViewContext {
  api: Api;
  reader: Reader;
  /** Channel that the tab is in; null elsewhere. */
  channelId: string | null;
  /** Shows another notice, by its id. */
  choose: (notice: string) => void;
  /** Opens another view. */
  open: (view: ViewName) => void;
  /** Reloads the campaign now, because this reader has just changed something. */
  refresh: () => void;
  /** Shows a message for a few seconds; screen readers read it aloud. */
  announce: (text: string) => void;
}

/** One page of the dashboard. */
export interface View {
  element: HTMLElement;
  /** Called when the view opens, and on each change while it is open. */
  update: (campaign: CampaignBody) => void;
}
