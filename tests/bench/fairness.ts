import { Agent } from 'node:http';
import { messageFrom, post, spread, startConnector } from './load.ts';
import { writeMessages } from './messages.ts';
import { startBot, stopBot } from './processes.ts';

const PORT = 29783;
const QUIET_CONVERSATIONS = 10;
/** Of a long message: about what Teams lets a person type. */
const LONG_CHARACTERS = 20_000;

/** One chat that keeps the bot busy. */
const BUSY_CHATS = [
  { name: 'an idle bot', count: 0, characters: 0 },
  { name: 'a chat that sends 30 long messages', count: 30, characters: LONG_CHARACTERS },
  { name: 'a chat that sends 2,000 messages', count: 2_000, characters: 0 },
];

/**
 * How long ten quiet conversations wait for their answers, one message at a time each, from the moment when one
 * chat sends all of its messages at once until each of those has an HTTP answer (2 s beside an idle bot).
 */
export async function benchFairness(
  print: (name: string, value: string) => void,
  bot: { command: string[]; env: Record<string, string> },
): Promise<void> {
  const { server, serviceUrl } = await startConnector();
  const { child } = await startBot(bot.command, PORT, bot.env);
  await ask({ serviceUrl, until: pause(1_000) }); // warms up
  for (const { name, count, characters } of BUSY_CHATS) {
    const started = performance.now();
    const burst = count === 0 ? pause(2_000) : sendBurst({ serviceUrl, count, characters });
    const times = await ask({ serviceUrl, until: burst });
    const statuses = (await burst) ?? '';
    const { median, p99 } = spread(times);
    print(
      `quiet chats beside ${name}, ms: median, p99, worst`,
      `${median.toFixed(0)}, ${p99.toFixed(0)}, ${Math.max(...times).toFixed(0)} (${times.length} answers; burst took ${(performance.now() - started).toFixed(0)} ms ${statuses})`,
    );
  }
  await stopBot(child);
  server.close();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

let round = 0;

/** Resolves with the HTTP statuses and how often each came. */
async function sendBurst({
  serviceUrl,
  count,
  characters,
}: {
  serviceUrl: string;
  count: number;
  characters: number;
}): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const texts = writeMessages(count, ++round).map((text, i) =>
    characters === 0
      ? text
      : writeMessages(300, round * 1_000 + i)
          .join(' ')
          .slice(0, characters),
  );
  const statuses = new Map<number, number>();
  const send = async (text: string) => {
    const status = await post(agent, PORT, messageFrom({ text, serviceUrl, chat: 'busy' }));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  await Promise.all(texts.map(send));
  agent.destroy();
  return [...statuses].map(([status, times]) => `${status}: ${times}`).join(', ');
}

/** Resolves with the milliseconds that each answer took. */
async function ask({
  serviceUrl,
  until,
}: {
  serviceUrl: string;
  until: Promise<unknown>;
}): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: QUIET_CONVERSATIONS });
  const times: number[] = [];
  let isOver = false;
  const chat = async (number: number) => {
    const texts = writeMessages(100, number);
    for (let i = 0; !isOver; i++) {
      const before = performance.now();
      const text = texts[i % texts.length] ?? '';
      await post(agent, PORT, messageFrom({ text, serviceUrl, chat: `quiet-${number}` }));
      times.push(performance.now() - before);
      await pause(50);
    }
  };
  const chats = Array.from({ length: QUIET_CONVERSATIONS }, (_, number) => chat(number));
  await until;
  isOver = true;
  await Promise.all(chats);
  agent.destroy();
  return times;
}
