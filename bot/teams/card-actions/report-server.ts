import { isFarAbove, newestVersionIn } from '../../guidance/far-version.ts';
import { renderServerReport } from '../../rendering/server-report-card.ts';
import { NAME, VERSION, type Report } from '../../servers/server.ts';
import type { CommandContext } from '../commands/command.ts';
import { reportServer } from '../commands/report-server.ts';
import type { CardActionHandler } from './card-action.ts';

/** Opens the form, for the server that an alert is about where the button names one. */
export const OPEN_REPORT: CardActionHandler = {
  verb: 'open-report',
  act: 'report-server',
  handle: ({ data }) => ({
    toast: 'The form is below.',
    posts: [{ message: renderServerReport({ name: textIn(data['name'], NAME) }) }],
  }),
};

/** Sends the form. */
export const REPORT_SERVER: CardActionHandler = {
  verb: 'report-server',
  act: 'report-server',
  async handle({ data }, context) {
    const report = parseForm(data, context);
    if (typeof report === 'string') {
      const card = renderServerReport({ name: textIn(data['name'], NAME), problem: report });
      return { toast: report, card };
    }
    return { toast: 'Recorded.', card: await reportServer(report, context) };
  },
};

const STANDS = ['active', 'staging', 'migrated', 'decommissioned'] as const;
const SIGN_INS = ['account', 'application'] as const;

/** The report in a form, or one sentence on what is wrong with it. */
function parseForm(
  data: Readonly<Record<string, unknown>>,
  { urgent }: Pick<CommandContext, 'urgent'>,
): Report | string {
  const name = textIn(data['name'], NAME);
  if (!name) return 'Enter the computer’s name: letters, digits, dots and hyphens.';
  const stands = STANDS.find((candidate) => candidate === data['stands']);
  if (!stands) return 'Choose the server’s state.';
  if (stands === 'migrated' || stands === 'decommissioned') return { name, state: stands };
  const version = textIn(data['version'], VERSION);
  if (!version && data['version']) return 'Write the version like 2.1.20.0.';
  const newest = newestVersionIn(urgent.map(({ notice }) => notice));
  if (newest !== null && isFarAbove(version, newest))
    return `The newest version that I know is ${newest}. If ${version} is right, type it in a message: ${name} runs ${version}`;
  const authentication = SIGN_INS.find((candidate) => candidate === data['authentication']);
  return {
    ...{ name, state: 'in-use', role: stands },
    ...(version ? { version } : {}),
    ...(authentication ? { authentication } : {}),
  };
}

/** Empty for a value that the form's input would not send. */
function textIn(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value.trim()) ? value.trim() : '';
}
