import type { SpokenReport } from './read-reports.ts';
import { nameKindOf } from './server-names.ts';

/** A report whose server is known by its name. */
export type NamedReport = SpokenReport & { name: string };

/** Stands before a name that isn't written as computers are named. */
export const NAMED = 'server named';

/** The plain form of a report: `AADC01 runs 2.5.190.0, staging`. */
export function writeReport({ version, role, state, authentication, ...report }: NamedReport): string {
  const isPlain = nameKindOf(report.name, () => false) !== null;
  const name = isPlain ? report.name : `${NAMED} ${report.name}`;
  if (state === 'migrated' || state === 'decommissioned') return `${name} is ${state}`;
  const signsIn = authentication === undefined ? '' : SIGNS_IN[authentication];
  if (version !== undefined) {
    return `${name} runs ${version}${role ? `, ${role}` : ''}${signsIn ? ` and ${signsIn}` : ''}`;
  }
  if (role !== undefined) return `${name} is ${role}${signsIn ? ` and ${signsIn}` : ''}`;
  return signsIn ? `${name} ${signsIn}` : `${name} is in use`;
}

const SIGNS_IN = {
  account: 'signs in with an account',
  application: 'uses application authentication',
} as const;
