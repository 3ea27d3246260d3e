/** A sliding window: at most `requests` within `milliseconds`. */
export interface Window {
  requests: number;
  milliseconds: number;
}

/**
 * Teams' limits for one bot in one thread. Each window is slightly longer than documented, because one request may
 * take longer to arrive than the next: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const THREAD_WINDOWS: readonly Window[] = [
  { requests: 7, milliseconds: 1_050 },
  { requests: 8, milliseconds: 2_050 },
  { requests: 60, milliseconds: 30_100 },
  { requests: 1_800, milliseconds: 3_600_500 },
];

/** 50 requests a second for an app in a tenant, evenly spaced and 1 % slower, for the same reason. */
export const TENANT_SPACING: readonly Window[] = [{ requests: 1, milliseconds: 20.2 }];

/** The same with half the reserve, for what one process has sent itself, so that late requests can catch up. */
export const TENANT_WINDOW: Window = { requests: 50, milliseconds: 1_005 };

/**
 * A thread's short windows as documented, for what one process has sent itself. The hourly window is left to the
 * slots: its reserve of half a second covers the latest that a request may be sent.
 */
export const THREAD_BURSTS: readonly Window[] = [
  { requests: 7, milliseconds: 1_000 },
  { requests: 8, milliseconds: 2_000 },
  { requests: 60, milliseconds: 30_000 },
];

/** The conversation that a request counts against. A channel reply has its thread in the id, and counts against the channel. */
export function rateLimitKey(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? '';
}

/** The earliest instant from `from` on that fits into every window. `taken` is in ascending order. */
export function nextSlot(taken: readonly number[], from: number, windows: readonly Window[]): number {
  const earliest = windows.map(({ requests, milliseconds }) => {
    const oldest = taken.at(-requests);
    return oldest === undefined ? from : oldest + milliseconds;
  });
  return Math.max(from, ...earliest);
}

/** The instants of `taken` that still matter for a request at `now`. */
export function dropExpired(
  taken: readonly number[],
  now: number,
  windows: readonly Window[],
): readonly number[] {
  const most = Math.max(...windows.map(({ requests }) => requests));
  const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));
  return taken.slice(-most).filter((instant) => instant > now - longest);
}

/** The minimum time to post to so many conversations of one tenant. */
export function secondsToReach(conversations: number): number {
  const spacing = Math.max(...TENANT_SPACING.map(({ milliseconds }) => milliseconds));
  return (Math.max(0, conversations - 1) * spacing) / 1_000;
}

/** Where a request goes, as Teams' limits count them. */
export interface Thread {
  tenantId: string;
  conversationId: string;
}
