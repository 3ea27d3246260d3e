import { createApp } from './app.ts';
import { createClock } from './clock.ts';
import { readConfig } from './config.ts';
import { CutoverError } from './errors.ts';
import { createLog } from './log.ts';
import { loadGuide } from './notice-folder.ts';

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = createApp({ config, clock: createClock(config.clock), guide: loadGuide(), log });
  stopOnSignals(app);
  const port = await app.start();
  log.info({ port, mode: config.bot ? 'registered' : 'local' }, 'Cutover is ready');
} catch (error) {
  const lines = error instanceof CutoverError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${lines}\n`);
  process.exit(1);
}

function stopOnSignals(app: { stop(): Promise<void> }): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.stop().finally(() => process.exit(0));
    });
  }
}
