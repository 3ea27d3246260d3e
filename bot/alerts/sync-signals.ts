import type { GraphAnswer, SyncStatus } from '../sources/graph/organization.ts';
import type { Signal, Trouble } from './signals.ts';

/** Cutover's own thresholds: Microsoft states none. Connect synchronises every 30 minutes unless it is told otherwise. */
export interface SyncThresholds {
  warningHours: number;
  criticalHours: number;
}

export interface SyncView {
  tenantId: string;
  /** What was seen before this; null the first time. */
  before: SyncStatus | null;
  answer: GraphAnswer;
  /** Since when Graph gives no status; null when it does. */
  blindSince: Date | null;
  now: Date;
  thresholds: SyncThresholds;
  /** What the cut-off means now, in a plain sentence. */
  cutOff: string;
}

/** For this long Graph may fail before the identity team hears of it. */
const BLIND_MINUTES = 60;

const HEALTH_URL = 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync';
const SCHEDULER_URL =
  'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler';
const PERMISSION_URL = 'https://learn.microsoft.com/graph/api/organization-list';

/**
 * What one look at Graph says of synchronisation. Without a status it says nothing of theirs, only that we
 * cannot see: an outage of ours never raises or resolves an alert about their synchronisation.
 */
export function judgeSync(view: SyncView): Signal[] {
  const { tenantId, answer } = view;
  if (answer.kind !== 'status') return [{ tenantId, key: 'graph', trouble: judgeBlindness(view, answer) }];
  const { status } = answer;
  const isOff = status.isEnabled === false;
  return [
    { tenantId, key: 'graph', trouble: null, outcome: 'Microsoft Graph answers again.' },
    {
      tenantId,
      key: 'sync-off',
      trouble: judgeSwitch(view, status),
      outcome: 'Directory synchronisation is on again.',
    },
    {
      tenantId,
      key: 'sync-stale',
      trouble: judgeAge(view, status),
      outcome: isOff
        ? 'Not because it runs again: synchronisation was switched off, which is an alert of its own.'
        : 'It synchronises again.',
    },
  ];
}

function judgeSwitch(
  { before, now, cutOff }: SyncView,
  { isEnabled, lastSyncAt }: SyncStatus,
): Trouble | null {
  const wasInUse = before?.isEnabled === true || lastSyncAt !== null;
  if (isEnabled !== false || !wasInUse) return null;
  return {
    severity: 'critical',
    title: 'Directory synchronisation is switched off',
    since: now,
    facts: lastSync(lastSyncAt),
    meaning: `Changes in Active Directory no longer reach the cloud, whatever servers you have. ${cutOff} It may be meant so: then acknowledge this.`,
    next: {
      text: 'If nobody meant to, find out who changed it in the audit log, and switch it on again.',
      url: SCHEDULER_URL,
    },
    why: 'Microsoft Graph said before that synchronisation was on for your tenant, and now says that it is off.',
  };
}

function judgeAge(
  { now, thresholds, cutOff }: SyncView,
  { isEnabled, lastSyncAt, lastPasswordSyncAt }: SyncStatus,
): Trouble | null {
  if (isEnabled !== true || lastSyncAt === null) return null;
  const hours = (now.getTime() - lastSyncAt.getTime()) / 3_600_000;
  const { warningHours, criticalHours } = thresholds;
  if (hours < warningHours) return null;
  const severity = hours < criticalHours ? 'warning' : 'critical';
  const limit = severity === 'warning' ? warningHours : criticalHours;
  return {
    severity,
    title: `Nothing has synchronised for ${limit} hours`,
    since: lastSyncAt,
    facts: [
      ...lastSync(lastSyncAt),
      ...(lastPasswordSyncAt ? [{ title: 'Last passwords', value: lastPasswordSyncAt }] : []),
    ],
    meaning: `New and changed identities do not reach the cloud. ${cutOff} A V1 server stops in just this way: check the server’s version first.`,
    next: {
      text: 'Look at the active server: is it running, is its scheduler on, is the wizard left open?',
      url: HEALTH_URL,
    },
    why: `Microsoft Graph tells when your tenant synchronised last. Cutover warns after ${warningHours} hours and raises the alarm after ${criticalHours}; these limits are its own.`,
  };
}

function judgeBlindness({ blindSince, now, cutOff }: SyncView, answer: GraphAnswer): Trouble | null {
  const since = blindSince ?? now;
  if (now.getTime() - since.getTime() < BLIND_MINUTES * 60_000 || answer.kind === 'status') return null;
  return {
    severity: 'warning',
    title: 'Cutover cannot see whether synchronisation runs',
    since,
    facts: [{ title: 'Reason', value: 'reason' in answer ? answer.reason : 'Microsoft Graph asks to wait' }],
    meaning: `This says nothing about your synchronisation: it may run well. Only nobody watches it now. ${cutOff}`,
    next: BLIND_STEPS[answer.kind],
    why: `Microsoft Graph has given no answer for ${BLIND_MINUTES} minutes.`,
  };
}

const BLIND_STEPS = {
  throttled: { text: 'Wait: Graph gives answers again by itself.', url: null },
  unreachable: { text: 'Wait, or look at the service health in the admin center.', url: null },
  refused: {
    text: 'Give Cutover’s identity the application permission Organization.Read.All.',
    url: PERMISSION_URL,
  },
  'no-token': {
    text: 'Check GRAPH_CREDENTIAL and what it needs; a client secret may have expired.',
    url: PERMISSION_URL,
  },
} as const;

function lastSync(at: Date | null): Trouble['facts'] {
  return at ? [{ title: 'Last synchronisation', value: at }] : [];
}
