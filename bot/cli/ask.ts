import { createInterface } from 'node:readline';
import { createClock } from '../platform/clock.ts';
import { CutoverError } from '../platform/errors.ts';
import { wordTable } from '../guidance/comparison.ts';
import { NOTHING_SPOKEN_OF } from '../questions/thread-memory.ts';
import { createWishReader, type WishReader } from '../teams/wishes.ts';
import { repliesTo, type Reply } from '../understanding/question-replies.ts';
import { createMessageReader } from '../understanding/read-message.ts';
import { toPlainText } from '../guidance/plain-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { loadActRecogniser } from '../sources/notices/act-recogniser.ts';
import { loadRecogniser } from '../sources/notices/recogniser-file.ts';
import { chosenNotices, loadPhrases, loadPortfolio } from '../sources/notices/load-portfolio.ts';
import { defineCommand, runIfStarted, type CommandIo } from './command.ts';
import { readInstant } from './read-instant.ts';
import { readZone } from './read-zone.ts';

/** Prints the answer to a question, or with `--jsonl` how each line of standard input is recognised. */
export const main = defineCommand(
  {
    call: 'npm run --silent ask --',
    about: 'Prints the answer to a question, with its source.',
    operands: '"QUESTION"',
    options: {
      now: { type: 'string', value: 'ISO', text: 'the instant to answer for (default: now)' },
      zone: { type: 'string', value: 'IANA', default: 'UTC', text: 'the time zone of the reader' },
      notice: {
        type: 'string',
        value: 'ID',
        text: 'the notice to answer from (default: the one that the question is about)',
      },
      locale: { type: 'string', value: 'LOCALE', text: 'the locale of the reader, such as de-DE' },
      answers: { type: 'boolean', text: 'with --jsonl, add the answer to each line' },
      json: { type: 'boolean', text: 'print the answer as one JSON object' },
      jsonl: {
        type: 'boolean',
        text: 'read {"id","text","now"} lines on standard input, and print how each is understood as JSON',
      },
    },
    examples: ['--now 2023-09-24T12:00:00Z --zone Europe/Berlin "when does V1 stop working?"'],
  },
  async ({ values, operands }, io) => {
    const question = operands.join(' ').trim();
    if (!question && !values.jsonl) {
      throw new CutoverError('usage', 'The question is missing: put it in quotation marks.');
    }
    const portfolio = await loadPortfolio(chosenNotices(values.notice, io.environment));
    const recognise = await loadRecogniser(await loadPhrases());
    const reader = createMessageReader({ portfolio, recognise });
    const readWish = createWishReader({ portfolio, recogniseActs: await loadActRecogniser() });
    const zone = readZone(values.zone);
    const now = values.now === undefined ? createClock().now() : readInstant('--now', values.now, zone);
    const localNow = { now, zone, locale: values.locale };
    const reply = (text: string, at = now) =>
      repliesTo(text, { portfolio, reader, localNow: { ...localNow, now: at } });
    if (values.jsonl) {
      const isAct = (text: string, at = now) => asksForAct(text, readWish, { ...localNow, now: at });
      await answerLines({ reply, isAct, withAnswers: values.answers }, io);
      return 0;
    }
    const replies = reply(question);
    const [first, second] = replies;
    const texts = replies.map(writeReply).join('\n\n');
    io.stdout.write(values.json ? `${JSON.stringify({ ...first, second })}\n` : `${texts}\n`);
    return 0;
  },
);

/** Whether a message wants something done, or states a fact to be noted: in a new conversation, without known servers. */
function asksForAct(text: string, readWish: WishReader, localNow: LocalNow): boolean {
  const { zone, locale = null } = localNow;
  const inbound = { lines: text.split('\n'), quoted: null, zone, locale };
  const wish = readWish({
    inbound,
    localNow,
    memory: NOTHING_SPOKEN_OF,
    isAfterQuestion: false,
    serverNames: new Set(),
  });
  return wish !== null && wish.kind !== 'explain';
}

function writeReply({ decision, answer, topics }: Reply): string {
  const buttons = topics
    .map(({ title, question }) => (question === title ? `  [${title}]` : `  [${title}] ${question}`))
    .join('\n');
  if (!answer) {
    const opening =
      decision === 'ask' ? 'Did you mean:' : 'My documents do not answer that. The nearest topics:';
    return `${opening}\n${buttons}`;
  }
  const { title, paragraphs, table, source } = answer;
  const worded = table && wordTable(table);
  const rows = worded ? [worded.headers, ...worded.rows].map((row) => row.join(' | ')).join('\n') : '';
  const place = `Source: ${source.article} › ${source.heading} ${source.url}`;
  const [first = ''] = paragraphs;
  const heading = first.startsWith(title) ? [] : [title];
  return [...heading, ...paragraphs.map(toPlainText), toPlainText(rows), place, buttons]
    .filter(Boolean)
    .join('\n\n');
}

async function answerLines(
  {
    reply,
    isAct,
    withAnswers,
  }: {
    reply: (text: string, now?: Date) => Reply[];
    isAct: (text: string, now?: Date) => boolean;
    withAnswers: boolean;
  },
  { stdin, stdout }: CommandIo,
): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: stdin })) {
    number++;
    if (!line.trim()) continue;
    const { id, text, now } = parseLine(line, number);
    const [first] = reply(text, now);
    if (!first) continue;
    const { intent, confidence, notice, alternatives, answer } = first;
    const decision = isAct(text, now) ? 'act' : first.decision;
    const read = { id, intent, confidence, decision, notice, alternatives, ...(withAnswers && { answer }) };
    stdout.write(`${JSON.stringify(read)}\n`);
  }
}

function parseLine(line: string, number: number): { id: unknown; text: string; now?: Date } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new CutoverError('bad-line', `standard input:${number}: this is not JSON: ${line.slice(0, 80)}`, {
      cause,
    });
  }
  const { id, text, now } = (value ?? {}) as { id?: unknown; text?: unknown; now?: unknown };
  if (typeof text !== 'string') {
    throw new CutoverError(
      'bad-line',
      `standard input:${number}: "text" must be a string: ${line.slice(0, 80)}`,
    );
  }
  return {
    id,
    text,
    ...(typeof now === 'string' && { now: readInstant(`standard input:${number}: "now"`, now, 'utc') }),
  };
}

await runIfStarted(import.meta.url, main);
