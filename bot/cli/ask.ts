import { createInterface } from 'node:readline';
import { createClock } from '../platform/clock.ts';
import { CutoverError } from '../platform/errors.ts';
import type { Answer, Topic } from '../guidance/answer.ts';
import { wordTable } from '../guidance/comparison.ts';
import { answerFor, createQuestionReader, topicsFor } from '../understanding/read-question.ts';
import { toPlainText } from '../guidance/plain-text.ts';
import { decide, type Decision } from '../understanding/decide.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { loadRecogniser } from '../sources/notices/recogniser-file.ts';
import { OUT_OF_SCOPE, type Recogniser } from '../understanding/recogniser.ts';
import { DEFAULT_NOTICE, loadGuide } from '../sources/notices/load-guide.ts';
import { defineCommand, runIfStarted, type CommandIo } from './command.ts';
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
      notice: { type: 'string', value: 'ID', default: DEFAULT_NOTICE, text: 'the notice to answer from' },
      json: { type: 'boolean', text: 'print the answer as one JSON object' },
      jsonl: {
        type: 'boolean',
        text: 'read {"id","text"} lines on standard input, and print the intent of each as JSON',
      },
    },
    examples: ['--now 2023-09-24T12:00:00Z --zone Europe/Berlin "when does V1 stop working?"'],
  },
  async ({ values, operands }, io) => {
    const question = operands.join(' ').trim();
    if (!question && !values.jsonl) {
      throw new CutoverError('usage', 'The question is missing: put it in quotation marks.');
    }
    const guide = await loadGuide(values.notice);
    const recognise = await loadRecogniser(guide.phrases);
    if (values.jsonl) {
      await answerLines(recognise, io);
      return 0;
    }
    const localNow = { now: readNow(values.now), zone: readZone(values.zone) };
    const replies = repliesTo(question, { guide, recognise, localNow });
    const [first, second] = replies;
    const texts = replies.map(writeReply).join('\n\n');
    io.stdout.write(values.json ? `${JSON.stringify({ ...first, second })}\n` : `${texts}\n`);
    return 0;
  },
);

function readNow(text: string | undefined): Date {
  if (text === undefined) return createClock().now();
  const now = new Date(text);
  if (Number.isNaN(now.getTime())) {
    throw new CutoverError(
      'bad-instant',
      `--now "${text}" is not a date and time: write it like 2023-09-24T12:00:00Z.`,
    );
  }
  return now;
}

interface Reply {
  intent: string;
  confidence: number;
  decision: Decision;
  answer: Answer | null;
  topics: Topic[];
}

/** One reply for each question of the text. */
function repliesTo(
  text: string,
  { guide, recognise, localNow }: { guide: Guide; recognise: Recogniser; localNow: LocalNow },
): Reply[] {
  return createQuestionReader({ guide, recognise })
    .understandAll(text, localNow)
    .map((understood) => {
      const best = understood.ranked[0] ?? { intent: OUT_OF_SCOPE, confidence: 1 };
      const answer = answerFor(understood, guide, localNow);
      const topics = answer?.followUps ?? topicsFor(understood, guide);
      return { ...best, decision: understood.decision, answer, topics };
    });
}

function writeReply({ decision, answer, topics }: Reply): string {
  const buttons = topics.map(({ title, question }) => `  [${title}] ${question}`).join('\n');
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

async function answerLines(recognise: Recogniser, { stdin, stdout }: CommandIo): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: stdin })) {
    number++;
    if (!line.trim()) continue;
    const { id, text } = parseLine(line, number);
    const alternatives = recognise(text);
    const decision = decide(alternatives);
    stdout.write(`${JSON.stringify({ id, ...alternatives[0], decision, alternatives })}\n`);
  }
}

function parseLine(line: string, number: number): { id: unknown; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new CutoverError('bad-line', `standard input:${number}: this is not JSON: ${line.slice(0, 80)}`, {
      cause,
    });
  }
  const { id, text } = (value ?? {}) as { id?: unknown; text?: unknown };
  if (typeof text !== 'string') {
    throw new CutoverError(
      'bad-line',
      `standard input:${number}: "text" must be a string: ${line.slice(0, 80)}`,
    );
  }
  return { id, text };
}

await runIfStarted(import.meta.url, main);
