import { watchDeadline } from '../alerts/deadline-watch.ts';
import { createReminderWatch } from '../alerts/reminder-watch.ts';
import { createSyncWatch } from '../alerts/sync-watch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from './config.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { readSyncStatus } from '../sources/graph/organization.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Log } from '../platform/log.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Stores } from '../store/stores.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { tellCutOff } from '../guidance/cut-off-text.ts';

/** Something that is done now and then, in real time. */
export interface Task {
  /** For the log. */
  what: string;
  everyMs: number;
  run: () => Promise<void>;
}

/**
 * Everything that looks whether identity teams are to hear of something; tells first of a deadline that moved
 * while Cutover was away. The tasks are to be repeated.
 */
export async function createAlerting({
  config,
  guide,
  stores,
  registry,
  clock,
  log,
}: {
  config: Config;
  guide: Guide;
  stores: Stores;
  registry: ServerRegistry;
  clock: Clock;
  log: Log;
}): Promise<Task[]> {
  const { alerts, identityTeams, knownCutOffs, sentReminders, syncStatuses } = stores;
  await watchDeadline({ guide, known: knownCutOffs, teams: identityTeams, alerts, clock });
  const watchReminders = createReminderWatch({
    guide,
    sentReminders: sentReminders,
    readProgress: () => registry.progressOfAll(),
    alerts,
    withinHours: config.acknowledgeWithinHours,
    teamsUrl: CLOUDS[config.cloud].teams,
    clock,
  });
  const tasks: Task[] = [
    {
      what: 'tending alerts',
      everyMs: 10_000,
      run: () => alerts.tend(config.escalateAfterMinutes, clock.now()),
    },
    {
      what: 'looking after reminders',
      everyMs: 60_000 / Math.min(60, config.clock.rate),
      run: watchReminders,
    },
    { what: 'judging the servers anew', everyMs: 600_000, run: () => registry.review() },
  ];
  if (!config.graph) return tasks;
  const credential = await createCredential(config.graph);
  const { tenantId, thresholds, cloud } = config.graph;
  const run = createSyncWatch({
    tenantId,
    look: () => readSyncStatus({ endpoint: CLOUDS[cloud].graph, credential }),
    syncStatuses,
    alerts,
    thresholds,
    tellCutOff: (now) => toSummary(tellCutOff(guide, { now, zone: 'UTC' })),
    clock,
    log,
  });
  return [...tasks, { what: 'looking after synchronisation', everyMs: 5_000, run }];
}
