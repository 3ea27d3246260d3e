import type { CampaignBody } from '../dashboard/campaign-body.ts';
import type { Api } from './api.ts';
import type { Reader } from './words.ts';

export type ViewName = 'overview' | 'servers' | 'alerts' | 'reminders' | 'compare' | 'evidence';

/** What every view is given. */
export interface Surroundings {
  api: Api;
  reader: Reader;
  /** The channel in which the tab is; null elsewhere. */
  channelId: string | null;
  /** Opens another view. */
  open: (view: ViewName) => void;
  /** Asks the server anew, at once: this reader has just changed something. */
  refresh: () => void;
  /** Is read out by a screen reader, and seen by everybody for a moment. */
  announce: (text: string) => void;
}

/** One page of the dashboard. */
export interface View {
  element: HTMLElement;
  /** Called when it is opened, and with each news while it is. */
  update: (campaign: CampaignBody) => void;
}
