import { createApp } from './app.ts';
import { createClock } from './clock.ts';
import { readConfig } from './config.ts';
import { describeFailure } from './describe-failure.ts';
import { createLog } from './log.ts';
import { loadGuide } from './load-guide.ts';
import { loadDateParser } from './recognition/asked-date.ts';
import { loadRecogniser } from './recognition/model-store.ts';

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
