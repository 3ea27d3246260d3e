import { readFile } from 'node:fs/promises';
import { loadPhrases } from '../../bot/sources/notices/load-portfolio.ts';
import type { Example } from '../../bot/understanding/linear-model.ts';
import { measure, type Labelled, type Recognised } from '../../bot/understanding/measure.ts';
import { writeShare } from '../../bot/understanding/share.ts';
import { createRecogniser, trainCalibrated, type RankedIntent } from '../../bot/understanding/recogniser.ts';
import { spread } from './load.ts';
import { trainNlpJs } from './nlpjs.ts';

type Recognise = (text: string) => RankedIntent[] | Promise<RankedIntent[]>;

/** Figures in which the two are set side by side. */
const SHOWN = [
  'strict accuracy',
  'accuracy with alternatives',
  'top 3',
  'in scope: strict accuracy',
  'in scope: accuracy with alternatives',
  'in scope: top 3',
  'out of scope: recall',
  'out of scope: precision',
  'confidently wrong',
];

/** Cutover's recogniser beside NLP.js, on the labelled messages of `file`, or without one on every fourth phrase. */
export async function benchRecognition(
  print: (name: string, value: string) => void,
  file: string | undefined,
): Promise<void> {
  const phrases = await loadPhrases();
  const learned = file ? phrases : phrases.filter((_, i) => i % 4 !== 0);
  const messages: Labelled[] = file ? await readMessages(file) : phrases.filter((_, i) => i % 4 === 0);
  const real = messages.filter(({ origin }) => origin === 'real');
  print('recognition: phrases learned, messages measured', `${learned.length}, ${messages.length}`);
  for (const [name, train] of Object.entries({ cutover: trainCutover, 'NLP.js': trainNlpJs })) {
    const before = process.memoryUsage().rss;
    const recognise = await train(learned);
    const memory = (process.memoryUsage().rss - before) / 2 ** 20;
    const { results, times } = await recogniseAll(recognise, messages);
    printFigures(print, name, results);
    const ofReal = results.filter(({ message }) => real.includes(message));
    if (ofReal.length > 0) printFigures(print, `${name}, real`, ofReal);
    const { median, p99 } = spread(times);
    print(`${name}: ms a message, median, p99`, `${median.toFixed(2)}, ${p99.toFixed(2)}`);
    print(`${name}: memory added by training, MiB`, memory.toFixed(0));
  }
}

function trainCutover(phrases: readonly Example[]): Promise<Recognise> {
  return Promise.resolve(createRecogniser(trainCalibrated(phrases)));
}

async function readMessages(file: string): Promise<Labelled[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim());
  return lines.map((line) => JSON.parse(line) as Labelled);
}

async function recogniseAll(recognise: Recognise, messages: readonly Labelled[]) {
  const results: Recognised[] = [];
  const times: number[] = [];
  for (const message of messages) {
    const started = performance.now();
    const ranked = await recognise(message.text);
    times.push(performance.now() - started);
    results.push({ message, ranked });
  }
  return { results, times };
}

function printFigures(
  print: (name: string, value: string) => void,
  name: string,
  results: readonly Recognised[],
): void {
  const figures = measure(results);
  for (const figure of SHOWN) {
    print(`${name}: ${figure}`, writeShare(figures[figure] ?? { right: 0, all: 0 }));
  }
}
