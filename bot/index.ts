import { createApp } from './app/app.ts';
import { createClock } from './platform/clock.ts';
import { readConfig } from './app/config.ts';
import { createLog } from './platform/log.ts';
import { loadGuide } from './sources/notices/load-guide.ts';
import { loadDateParser } from './understanding/asked-date.ts';
import { loadRecogniser } from './sources/notices/recogniser-file.ts';
import { describeFailure } from './platform/errors.ts';

try {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const guide = await loadGuide();
  const recognise = await loadRecogniser(guide.phrases);
  const app = createApp({ config, clock: createClock(config.clock), guide, recognise, log });
  stopOnSignals(app);
  const port = await app.start();
  setImmediate(loadDateParser);
  log.info({ port, mode: config.bot ? 'registered' : 'local' }, 'Cutover is ready');
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}

function stopOnSignals(app: { stop(): Promise<void> }): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.stop().finally(() => process.exit(0));
    });
  }
}
