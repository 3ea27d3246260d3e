import { messageIn, type Place } from './activities.ts';
import type { RunningCutover } from './cutover.ts';

/** Days before the clock's day of 22 September 2023, what was reported, and of which server. */
const REPORTS: readonly (readonly [number, string, object])[] = [
  [120, 'AADC01', { version: '1.6.16.0', role: 'active' }],
  [118, 'AADC02', { version: '1.6.16.0', role: 'staging' }],
  [100, 'AADC03', { version: '1.5.45.0' }],
  [95, 'EU-SYNC01', { version: '1.6.4.0', role: 'active' }],
  [95, 'EU-SYNC02', { version: '2.0.28.0', authentication: 'account' }],
  [90, 'US-SYNC01', { version: '1.6.16.0' }],
  [80, 'US-SYNC02', { version: '2.1.16.0' }],
  [60, 'AADC03', { version: '2.2.1.0' }],
  [45, 'US-SYNC01', { state: 'migrated' }],
  [40, 'LAB-01', { role: 'staging' }],
  [20, 'EU-SYNC01', { version: '2.2.1.0' }],
];
const NOW = Date.UTC(2023, 8, 22, 12);

/** A campaign that is under way: servers with a history, an alert, reminders in two channels. */
export async function seedCampaign(
  { port, receive }: Pick<RunningCutover, 'port' | 'receive'>,
  { channel, other }: { channel: Place; other: Place },
): Promise<void> {
  await receive(messageIn(channel, 'alerts here'), messageIn(channel, 'remind us at 09:00'));
  await receive(messageIn(other, 'remind us at 08:30 America/New_York'));
  for (const [days, name, report] of REPORTS) {
    const observedAt = new Date(NOW - days * 86_400_000).toISOString();
    await reportServers(port, [{ name, observedAt, ...report }]);
  }
}

export async function reportServers(port: number, servers: readonly object[], token?: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/servers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ servers }),
  });
  if (!response.ok) throw new Error(`Cutover answered ${response.status}: ${await response.text()}`);
}
