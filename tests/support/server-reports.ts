import type { Server, ServerReport } from '../../bot/servers/server.ts';

/** Hours after the first report of a test. */
export const at = (hours: number) => new Date(Date.UTC(2023, 8, 20) + hours * 3_600_000);

/** What a script or, by any other name, a member of a team says. */
export const said = (reporter: string, hours: number, report: Partial<ServerReport>): ServerReport => ({
  name: 'AADC01',
  reporter,
  reporterId: `id of ${reporter}`,
  origin: reporter === 'script' ? 'source' : 'team',
  observedAt: at(hours),
  ...report,
});

/** The same, said outside the conversations that follow the campaign. */
export const outside = (reporter: string, hours: number, report: Partial<ServerReport>) =>
  said(reporter, hours, { origin: 'person', ...report });

export const server = (...newestFirst: ServerReport[]): Server => ({
  id: '1',
  tenantId: 'tenant',
  name: newestFirst[0]?.name ?? 'AADC01',
  reports: newestFirst,
});
