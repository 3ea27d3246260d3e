import { readFile } from 'node:fs/promises';
import { sendLoad, startConnector, type LoadResult } from './load.ts';
import { writeMessages, writeReports } from './messages.ts';
import { processorMs, residentMegabytes, startBot, stopBot } from './processes.ts';

const BARE_BOT = ['--import', 'tsx', 'tests/bench/bare-bot.ts'];
const PORTS = { cutover: 29781, bare: 29782 };
const CONVERSATIONS = 50;
const ROUNDS = 9;
/** A round of each load: long enough for a 99th percentile, short enough that a busy machine hits both bots alike. */
const LOADS = [
  { connections: 1, count: 500 },
  { connections: 16, count: 1_500 },
];
const REPORTS = 1_000;
const AIMS = { throughput: 0.85, p99: 1.5, megabytes: 450 };

/** `processor`: milliseconds of processor time that a turn takes the bot, whatever else the machine does. */
type Round = LoadResult & { processor: number };

/**
 * A turn beside that of a bare botbuilder and restify bot that sends one card: rounds alternate, and each ratio
 * is the median over the rounds, so that what else the machine does matters little. `file` holds messages
 * (lines of `{"text"}`); without it they are questions, written anew for each round. Reports, which the store keeps
 * before they are answered, are measured by themselves.
 */
export async function benchTurns(
  print: (name: string, value: string) => void,
  bot: { command: string[]; env: Record<string, string> },
  file: string | undefined,
): Promise<void> {
  const given = file === undefined ? null : await readTexts(file);
  const { server, serviceUrl } = await startConnector();
  const bots = {
    bare: await startBot(BARE_BOT, PORTS.bare, {}),
    cutover: await startBot(bot.command, PORTS.cutover, bot.env),
  };
  for (const { connections, count } of LOADS) {
    const rounds: Record<keyof typeof bots, Round>[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const texts = given ?? writeMessages(count, round * 100 + connections);
      const load = { serviceUrl, texts, count, connections, conversations: CONVERSATIONS };
      const run = async (name: keyof typeof bots): Promise<Round> => {
        const { child } = bots[name];
        const before = processorMs(child);
        const result = await sendLoad({ ...load, port: PORTS[name] });
        return { ...result, processor: (processorMs(child) - before) / count };
      };
      const bare = await run('bare');
      const cutover = await run('cutover');
      if (round > 0) rounds.push({ bare, cutover }); // the first round warms up
    }
    for (const name of ['bare', 'cutover'] as const) {
      const [perSecond, middle, p99, processor] = (['perSecond', 'median', 'p99', 'processor'] as const).map(
        (figure) => median(rounds.map((round) => round[name][figure])),
      );
      print(
        `${name}, ${connections} connection(s): messages/s; turn ms median, p99; processor`,
        `${perSecond?.toFixed(0)}; ${middle?.toFixed(2)}, ${p99?.toFixed(2)}; ${processor?.toFixed(2)}`,
      );
    }
    const ratio = (figure: keyof Round) =>
      median(rounds.map(({ bare, cutover }) => cutover[figure] / bare[figure])).toFixed(2);
    print(
      `cutover / bare, ${connections} connection(s): throughput; p99; processor`,
      `${ratio('perSecond')} (aim: at least ${AIMS.throughput}); ${ratio('p99')} (aim: at most ${AIMS.p99}); ${ratio('processor')}`,
    );
  }
  const reports = await sendLoad({
    ...{ serviceUrl, texts: writeReports(REPORTS, 1), count: REPORTS, connections: 16 },
    ...{ conversations: CONVERSATIONS, port: PORTS.cutover },
  });
  print(
    'cutover, 16 connections, reports of servers/s; turn ms median, p99',
    `${reports.perSecond.toFixed(0)}; ${reports.median.toFixed(0)}, ${reports.p99.toFixed(0)}`,
  );
  const [bare, cutover] = [residentMegabytes(bots.bare.child), residentMegabytes(bots.cutover.child)];
  print(
    'resident memory after the load, MB: bare, cutover',
    `${bare.toFixed(0)}, ${cutover.toFixed(0)} (aim: at most ${AIMS.megabytes})`,
  );
  await stopBot(bots.bare.child);
  await stopBot(bots.cutover.child);
  server.close();
}

async function readTexts(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
