import { parseArgs } from 'node:util';
import { reportFailure } from '../platform/errors.ts';
import { makeTemplate } from '../store/make-template.ts';
import { buildNotices, type Tell } from './build-notices.ts';
import { buildTab } from './build-tab.ts';

/**
 * The second half of the build, after bot/cli/build.js: the dashboard's pages, the notices with their recognisers, and the
 * template of a new embedded store. What is up to date stays. A failure is reported and sets the exit code.
 */
export async function finishBuild(args: string[], tell: Tell): Promise<void> {
  try {
    const { values } = parseArgs({ args, options: { force: { type: 'boolean', default: false } } });
    await Promise.all([buildTab(), buildNotices({ force: values.force, tell })]);
    await makeTemplate({ onStart: () => tell('Preparing an empty store.\n') });
  } catch (error) {
    reportFailure(error);
  }
}
