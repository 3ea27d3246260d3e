import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Phrase } from '../guidance/guide.ts';
import { CutoverError } from '../platform/errors.ts';
import { loadPhrases } from '../sources/notices/load-portfolio.ts';
import { measure, type Labelled, type Recognised } from '../understanding/measure.ts';
import { loadRecogniser } from '../sources/notices/recogniser-file.ts';
import { rank } from '../understanding/recogniser.ts';
import { crossValidate, fitTemperature } from '../understanding/calibrate.ts';
import { defineCommand, runIfStarted, type CommandIo } from './command.ts';

type Print = (name: string, value: string) => void;

const labelled = z.object({
  text: z.string(),
  intent: z.string(),
  alt: z.array(z.string()).default([]),
  origin: z.string().default(''),
});

/** Prints how well the trained recogniser does on labelled messages, one line a figure. */
export const main = defineCommand(
  {
    call: 'npm run --silent eval --',
    about:
      'Prints how well labelled messages are recognised: {"text","intent","alt","origin"} lines in FILE.',
    operands: 'FILE',
    options: {
      'cross-validate': { type: 'boolean', text: 'measure the phrases themselves too, which takes minutes' },
    },
    examples: ['messages.jsonl --cross-validate'],
  },
  async ({ values, operands: [file] }, io) => {
    if (file === undefined) throw new CutoverError('usage', 'The file of labelled messages is missing.');
    await evaluate({ file, crossValidates: values['cross-validate'] }, printTo(io));
    return 0;
  },
);

async function evaluate(
  { file, crossValidates }: { file: string; crossValidates: boolean },
  print: Print,
): Promise<void> {
  const messages = parseMessages(await readFile(file, 'utf8'), file);
  const phrases = await loadPhrases();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const recognise = await loadRecogniser(phrases);
  const loadedMs = performance.now() - started;
  const times: number[] = [];
  const results = messages.map((message): Recognised => {
    const from = performance.now();
    const ranked = recognise(message.text);
    times.push(performance.now() - from);
    return { message, ranked };
  });
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  print('messages', String(messages.length));
  printFigures(print, '', results);
  printFigures(
    print,
    'real: ',
    results.filter(({ message }) => message.origin === 'real'),
  );
  print('time a message, median', `${at(0.5).toFixed(2)} ms`);
  print('time a message, 99th percentile', `${at(0.99).toFixed(2)} ms`);
  print('time to load', `${loadedMs.toFixed(0)} ms`);
  print('memory added', `${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MiB`);
  if (crossValidates) evaluatePhrases(phrases, print);
}

/** The same figures for the phrases themselves, each recognised by a model that did not learn it. */
function evaluatePhrases(phrases: readonly Phrase[], print: Print): void {
  const unseen = crossValidate(phrases);
  const temperature = fitTemperature(unseen);
  print('cross-validated phrases', String(unseen.length));
  print('temperature that fits them', temperature.toFixed(2));
  printFigures(
    print,
    'cross-validated: ',
    unseen.map(({ example, intents, scores }): Recognised => ({
      message: { ...example, alt: [], origin: '' },
      ranked: rank(intents, scores, temperature),
    })),
  );
}

function parseMessages(text: string, file: string): Labelled[] {
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return [];
    try {
      return [labelled.parse(JSON.parse(line))];
    } catch (cause) {
      const message = `${file}:${i + 1}: expected a JSON line with "text" and "intent": ${line.slice(0, 80)}`;
      throw new CutoverError('bad-line', message, { cause });
    }
  });
}

function printFigures(print: Print, prefix: string, results: readonly Recognised[]): void {
  for (const [name, value] of Object.entries(measure(results))) {
    print(prefix + name, value === null ? '-' : `${(100 * value).toFixed(1)} %`);
  }
}

function printTo({ stdout }: CommandIo): Print {
  return (name, value) => stdout.write(`${name.padEnd(56)}${value}\n`);
}

await runIfStarted(import.meta.url, main);
