import { createClock } from '../platform/clock.ts';
import { describeFailure } from '../platform/errors.ts';
import { limitHeapGrowth } from '../platform/heap-growth.ts';
import { createLog } from '../platform/log.ts';
import { openDatabase } from '../store/database/database.ts';
import { readConfig, type Config } from './config.ts';
import { logNoticeProblem } from './log-notice-problem.ts';
import { stopOnSignals, type SignalHandler } from './stop-on-signals.ts';

/** Runs Cutover by the settings of this process until it is told to end. A failure to start is told and ends the process. */
export async function run(): Promise<void> {
  limitHeapGrowth();
  let stopping: SignalHandler | null = null;
  try {
    const config = readConfig();
    tellTerminal(config, 'Starting Cutover.');
    const log = createLog(config.logLevel);
    stopping = stopOnSignals(log);
    const open = openEarly(config);
    const { createApp } = await import('./app.ts');
    const { loadPhrases, openNotices } = await import('../sources/notices/load-portfolio.ts');
    const { loadRecogniser } = await import('../sources/notices/recogniser-file.ts');
    const notices = await openNotices(config.notices, (problem) => logNoticeProblem(log, problem));
    const { loadActRecogniser } = await import('../sources/notices/act-recogniser.ts');
    const recognise = await loadRecogniser(await loadPhrases());
    const recogniseActs = await loadActRecogniser();
    const app = createApp({
      config,
      clock: createClock(config.clock),
      portfolio: notices.portfolio,
      lookForNotices: config.bot ? undefined : notices.look,
      recognise,
      recogniseActs,
      log,
      open,
    });
    stopping.stopApp(() => app.stop());
    const port = await app.start();
    log.info({ port, mode: config.bot ? 'registered' : 'local' }, 'Cutover is ready');
    if (!config.bot) log.warn({ port }, 'local mode: nobody is authenticated, everybody is trusted');
    tellTerminal(config, `Cutover is ready at http://localhost:${port}. Press Ctrl-C to end it.`);
  } catch (error) {
    if (stopping?.isStopping()) return; // whatever was closed under it
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exit(1);
  }
}

/**
 * The embedded store opens in a thread of its own while the rest of the program is loaded; whoever has it open
 * already keeps it, so that it need not wait for the port. PostgreSQL does: another version may be using it.
 */
function openEarly(config: Config): typeof openDatabase {
  if (config.databaseUrl !== null) return openDatabase;
  const opening = openDatabase(config);
  opening.catch(() => undefined); // told when the app starts
  return () => opening;
}

/** For a person who waits in front of it; a service's log has its own lines. */
function tellTerminal({ logLevel }: Config, text: string): void {
  if (process.stderr.isTTY && ['debug', 'info'].includes(logLevel)) process.stderr.write(`${text}\n`);
}
