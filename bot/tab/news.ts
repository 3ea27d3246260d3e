import type { CampaignBody } from '../dashboard/campaign-body.ts';

/** How a message begins that says what others have changed. */
const UPDATED = 'Updated:';

/**
 * Says what others have changed, or which notice is shown from now on; null when there is nothing to say.
 * @param shown the message that is still shown: an alert doesn't take the place of progress that comes just before it
 */
export function describeNews(before: CampaignBody, now: CampaignBody, shown: string): string | null {
  if (before.notice.id !== now.notice.id) return `Showing ${now.notice.product}.`;
  const { reported } = now.servers;
  const isProgress = before.servers.reported !== reported || movedIn(before) !== movedIn(now);
  const progress = `${UPDATED} ${movedIn(now)} of ${reported} servers moved off ${now.notice.product}.`;
  const isNewAlert = now.alerts.firing > before.alerts.firing;
  const unread = isNewAlert && !isProgress && shown.startsWith(UPDATED) && shown;
  return [unread, isProgress && progress, isNewAlert && 'New alert.'].filter(Boolean).join(' ') || null;
}

function movedIn({ servers }: CampaignBody): number {
  return servers.reported - servers.onRetired - servers.unknown;
}
