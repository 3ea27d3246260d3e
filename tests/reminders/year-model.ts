import { DateTime } from 'luxon';
import type { ServerReport } from '../../bot/servers/server.ts';

/** What the documents say, and the day that the tenant has set itself for the last one. */
export const NOTICES = {
  'azure-ad-connect-v1': { deadline: '2023-10-01', product: 'Azure AD Connect V1' },
  'connect-sync-2-5-79': { deadline: '2026-09-30', product: 'Entra Connect Sync below 2.5.79.0' },
  'connect-sync-app-authentication': {
    deadline: '2027-04-07',
    product: 'Entra Connect Sync below 2.6.84.0 or with account sign-in',
  },
  'connect-to-cloud-sync': { deadline: '2027-02-15', product: 'Entra Connect Sync in your tenant' },
} as const;
export type NoticeId = keyof typeof NOTICES;
export const IDS = Object.keys(NOTICES) as NoticeId[];

type Left = 'affected' | 'unknown' | 'off';

/** A server from a day on: what is reported, and what that means for the notices in their order. */
interface Happening {
  day: string;
  server: string;
  report: Partial<ServerReport>;
  means: readonly [Left, Left, Left, Left];
}

export const HAPPENINGS: readonly Happening[] = [
  {
    day: '2026-07-10',
    server: 'AADC01',
    report: { version: '2.5.3.0' },
    means: ['off', 'affected', 'affected', 'affected'],
  },
  {
    day: '2026-08-20',
    server: 'AADC02',
    report: { role: 'staging' },
    means: ['unknown', 'unknown', 'unknown', 'affected'],
  },
  {
    day: '2026-10-15',
    server: 'AADC01',
    report: { version: '2.6.92.0' },
    means: ['off', 'off', 'unknown', 'affected'],
  },
  {
    day: '2026-11-02',
    server: 'AADC02',
    report: { version: '1.6.16.0' },
    means: ['affected', 'affected', 'affected', 'affected'],
  },
  { day: '2026-12-10', server: 'AADC02', report: { state: 'migrated' }, means: ['off', 'off', 'off', 'off'] },
  {
    day: '2027-01-20',
    server: 'AADC01',
    report: { authentication: 'application' },
    means: ['off', 'off', 'off', 'affected'],
  },
  { day: '2027-03-01', server: 'AADC01', report: { state: 'migrated' }, means: ['off', 'off', 'off', 'off'] },
  {
    day: '2027-03-20',
    server: 'AADC03',
    report: { role: 'active' },
    means: ['unknown', 'unknown', 'unknown', 'affected'],
  },
  {
    day: '2027-05-05',
    server: 'AADC03',
    report: { state: 'decommissioned' },
    means: ['off', 'off', 'off', 'off'],
  },
];

/** Congratulations: on each day, of the notices completed then that somebody had been affected by, the earliest. */
export const COMPLETED: Readonly<Record<string, NoticeId>> = {
  '2026-12-10': 'azure-ad-connect-v1',
  '2027-01-20': 'connect-sync-app-authentication',
  '2027-03-01': 'connect-to-cloud-sync',
  '2027-05-05': 'azure-ad-connect-v1',
};

/** What the servers that are reported by the end of a day mean for a notice; null while none is. */
export function leftOn(day: string, id: NoticeId): { server: string; left: Left }[] | null {
  const standing = new Map<string, Left>();
  for (const { day: since, server, means } of HAPPENINGS) {
    if (since <= day) standing.set(server, means[IDS.indexOf(id)] ?? 'off');
  }
  return standing.size === 0 ? null : [...standing].map(([server, left]) => ({ server, left }));
}

/** A state of an alert's card with its title, and the day from which it is shown. */
export type AlertState = readonly [day: string, state: 'Warning' | 'Critical' | 'Resolved', title: string];

/**
 * The cards that the identity team gets: one for each server whose reported version a notice affects, about the earliest of
 * those notices. It is critical from the notice's deadline on, and ends when the notice doesn't affect the server any more.
 */
export function alertLives(): AlertState[][] {
  return HAPPENINGS.filter(({ report }) => report.version !== undefined).flatMap(({ day, server, means }) => {
    const lead = IDS.find((_, i) => means[i] === 'affected');
    if (lead === undefined || !BY_VERSION.includes(lead)) return [];
    const { deadline, product } = NOTICES[lead];
    const title = `${server} still runs ${product}`;
    const end = HAPPENINGS.find(
      (later) => later.day > day && later.server === server && later.means[IDS.indexOf(lead)] !== 'affected',
    );
    const life: (AlertState | null)[] = [
      day < deadline ? [day, 'Warning', title] : null,
      [day < deadline ? deadline : day, 'Critical', title],
      end ? [end.day, 'Resolved', title] : null,
    ];
    return [life.filter((state) => state !== null)];
  });
}

/** Notices that affect a server by its version. */
const BY_VERSION: readonly NoticeId[] = [
  'azure-ad-connect-v1',
  'connect-sync-2-5-79',
  'connect-sync-app-authentication',
];

/** Whether a digest is due on a day: on the first Monday of a month, while work is left after a deadline. */
export function hasDigestOn(day: string, covered: readonly NoticeId[]): boolean {
  const { weekday, day: dayOfMonth } = DateTime.fromISO(day);
  const isLeft = (id: NoticeId) =>
    NOTICES[id].deadline < day && (leftOn(day, id)?.some(({ left }) => left !== 'off') ?? false);
  return weekday === 1 && dayOfMonth <= 7 && covered.some(isLeft);
}

/** The notices of which a reminder is due on a day. */
export function dueOn(day: string): NoticeId[] {
  return IDS.filter((id) => {
    const left = leftOn(day, id);
    const isOpen = left?.some((each) => each.left !== 'off') ?? false;
    if (left && !isOpen) return false;
    const date = DateTime.fromISO(day);
    const days = DateTime.fromISO(NOTICES[id].deadline).diff(date, 'days').days;
    if (days >= 0) return [365, 180, 90, 60, 30, 14, 7, 3, 1, 0].includes(days);
    return isOpen && date.weekday === 1;
  });
}
