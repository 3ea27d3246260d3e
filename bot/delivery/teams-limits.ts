/** So many requests in so long, wherever the window begins. */
export interface Window {
  requests: number;
  milliseconds: number;
}

/**
 * Teams' limits for one bot in one thread, each a little longer than it says, for a request may take
 * longer on its way than the next one: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const THREAD_WINDOWS: readonly Window[] = [
  { requests: 7, milliseconds: 1_050 },
  { requests: 8, milliseconds: 2_050 },
  { requests: 60, milliseconds: 30_100 },
  { requests: 1_800, milliseconds: 3_600_500 },
];

/** 50 requests a second for an app in a tenant, one after the other and one in a hundred fewer, for the same reason. */
export const TENANT_SPACING: readonly Window[] = [{ requests: 1, milliseconds: 20.2 }];

/** The same with half of the reserve, for what one process has itself sent: who was late can make up for it. */
export const TENANT_WINDOW: Window = { requests: 50, milliseconds: 1_005 };

/**
 * A thread's short windows as Teams states them, for what one process has itself sent. The hour is left to the
 * slots: its reserve above, half a second, is as much as a request may leave late.
 */
export const THREAD_BURSTS: readonly Window[] = [
  { requests: 7, milliseconds: 1_000 },
  { requests: 8, milliseconds: 2_000 },
  { requests: 60, milliseconds: 30_000 },
];

/** A reply in a channel carries its thread in the conversation's id: it counts for the whole channel. */
export function countedAs(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? '';
}

/** The earliest instant from `from` on that fits into every window beside those `taken`, which are in order. */
export function nextSlot(taken: readonly number[], from: number, windows: readonly Window[]): number {
  const earliest = windows.map(({ requests, milliseconds }) => {
    const oldest = taken.at(-requests);
    return oldest === undefined ? from : oldest + milliseconds;
  });
  return Math.max(from, ...earliest);
}

/** The ones among `taken` that can still make somebody wait. */
export function stillCounting(
  taken: readonly number[],
  now: number,
  windows: readonly Window[],
): readonly number[] {
  const most = Math.max(...windows.map(({ requests }) => requests));
  const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));
  return taken.slice(-most).filter((instant) => instant > now - longest);
}

/** How long it takes at the least to post to so many conversations of one tenant. */
export function secondsToReach(conversations: number): number {
  const spacing = Math.max(...TENANT_SPACING.map(({ milliseconds }) => milliseconds));
  return (Math.max(0, conversations - 1) * spacing) / 1_000;
}

/** Where a request goes, as Teams counts them. */
export interface Thread {
  tenantId: string;
  conversationId: string;
}
