import { createApp } from '../../bot/app/app.ts';
import { ALL_NOTICES, openNotices } from '../../bot/sources/notices/load-portfolio.ts';
import { logNoticeProblem } from '../../bot/app/log-notice-problem.ts';
import type { Config } from '../../bot/app/config.ts';
import { DEADLINES, type Deadlines } from '../../bot/platform/deadlines.ts';
import type { Log } from '../../bot/platform/log.ts';
import type { Schema } from '../../bot/store/database/schema.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import type { Kysely } from 'kysely';
import type { InboundActivity } from './activities.ts';
import { sendActivity } from './activities.ts';
import type { DatabasePlace } from './databases.ts';
import { theOnlyNotice, theRecognisers } from './guide.ts';
import type { ManualClock } from './manual-clock.ts';

/** Cutover as it runs, on a free port and a clock that a test moves. */
export interface RunningCutover {
  port: number;
  log: LogLine[];
  /** Delivers an activity as Teams does; fails unless it is accepted. */
  receive(...activities: InboundActivity[]): Promise<void>;
  /** Delivers an invoke; resolves with what Teams gets to show. */
  invoke<Answer = InvokeAnswer>(activity: InboundActivity): Promise<Answer>;
  /** Delivers an invoke that may be answered with nothing. */
  invokeRaw(activity: InboundActivity): Promise<Response>;
  /** May be called again. */
  stop(): Promise<void>;
}

export interface InvokeAnswer {
  statusCode: number;
  type: string;
  value: unknown;
}

export interface LogLine {
  level: keyof Log;
  message: string;
  fields: Record<string, unknown>;
}

/**
 * What a person waits for has ten times as long as in production: on a busy machine a turn would otherwise be answered
 * with an apology for being slow.
 */
const PATIENT: Deadlines = {
  ...DEADLINES,
  replyMs: 10 * DEADLINES.replyMs,
  slowTurnMs: 10 * DEADLINES.slowTurnMs,
  turnMs: 10 * DEADLINES.turnMs,
  lockMs: 10 * DEADLINES.lockMs,
};

/**
 * In local mode unless `changes` say otherwise, with `otherDeadlines` and else patient ones. Without
 * `notices` it has the one about Azure AD Connect V1; with a folder of notices it follows their changes.
 */
export async function startCutover(
  place: DatabasePlace,
  clock: ManualClock,
  changes: Partial<Config> = {},
  otherDeadlines: Partial<Deadlines> = {},
): Promise<RunningCutover> {
  const { log, lines } = createLogBook();
  const notices =
    changes.notices && (await openNotices(changes.notices, (problem) => logNoticeProblem(log, problem)));
  const recognisers = await theRecognisers();
  const app = createApp({
    config: configFor(place, changes),
    clock,
    portfolio: notices?.portfolio ?? (await theOnlyNotice()),
    ...(notices && changes.notices?.folder ? { lookForNotices: notices.look, lookEveryMs: 20 } : {}),
    ...recognisers,
    log,
    deadlines: { ...PATIENT, ...otherDeadlines },
    fetchKeys: () => Promise.resolve(), // nothing leaves the machine
  });
  const port = await app.start();
  let stopped: Promise<void> | null = null;
  return {
    port,
    log: lines,
    async receive(...activities) {
      for (const activity of activities) {
        const response = await sendActivity(port, activity);
        if (!response.ok) throw new Error(`Cutover answered ${response.status} to ${activity.id}.`);
      }
    },
    async invoke<Answer>(activity: InboundActivity) {
      const response = await sendActivity(port, activity);
      if (!response.ok) throw new Error(`Cutover answered ${response.status} to ${activity.id}.`);
      return (await response.json()) as Answer;
    },
    invokeRaw: (activity) => sendActivity(port, activity),
    stop: () => (stopped ??= app.stop()),
  };
}

export function configFor(place: DatabasePlace, changes: Partial<Config> = {}): Config {
  return {
    port: 0,
    bot: null,
    allowedTenants: [],
    guests: 'none',
    keepQuestions: true,
    metrics: { token: null, networks: null },
    nearSettings: [],
    api: null,
    graph: null,
    databaseIdentity: null,
    notices: ALL_NOTICES,
    publicUrl: null,
    teamsAppId: null,
    cloud: 'public',
    escalateAfterMinutes: [60, 120],
    remindAtOnce: false,
    hasFeedbackLoop: false,
    acknowledgeWithinHours: 24,
    logLevel: 'silent',
    clock: { start: undefined, rate: 1 },
    ...place,
    ...changes,
  };
}

export function createLogBook(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write =
    (level: keyof Log) =>
    (fields: unknown, message = '') =>
      lines.push({ level, message, fields: fields as Record<string, unknown> });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  return { log: log, lines };
}

/** Reads the tables of a Cutover that has stopped: the embedded store lets in one process at a time. */
export async function readStore<T>(
  place: DatabasePlace,
  read: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(place);
  try {
    return await read(database.db);
  } finally {
    await database.close();
  }
}
