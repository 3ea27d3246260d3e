import { describeFailure } from '../platform/errors.ts';
import { createClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { loadGuide } from '../sources/notices/load-guide.ts';
import { loadRecogniser } from '../sources/notices/recogniser-file.ts';
import { loadDateParser } from '../understanding/asked-date.ts';
import { createApp, type App } from './app.ts';
import { readConfig, type Config } from './config.ts';

/** Runs Cutover by the settings of this process until it is told to end. A failure to start is told and ends the process. */
export async function run(): Promise<void> {
  try {
    const config = readConfig();
    tellTerminal(config, 'Starting Cutover.');
    const log = createLog(config.logLevel);
    const guide = await loadGuide();
    const recognise = await loadRecogniser(guide.phrases);
    const app = createApp({ config, clock: createClock(config.clock), guide, recognise, log });
    stopOnSignals(app);
    const port = await app.start();
    setImmediate(loadDateParser);
    log.info({ port, mode: config.bot ? 'registered' : 'local' }, 'Cutover is ready');
    tellTerminal(config, `Cutover is ready at http://localhost:${port}. Press Ctrl-C to end it.`);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exit(1);
  }
}

/** For a person who waits in front of it; a service's log has its own lines. */
function tellTerminal({ logLevel }: Config, text: string): void {
  if (process.stderr.isTTY && ['debug', 'info'].includes(logLevel)) process.stderr.write(`${text}\n`);
}

function stopOnSignals(app: App): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.stop().finally(() => process.exit(0));
    });
  }
}
