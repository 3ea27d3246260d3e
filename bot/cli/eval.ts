import { readFile, stat, writeFile } from 'node:fs/promises';
import { evaluateAnswers } from '../evaluation/evaluate-answers.ts';
import { evaluateDialogues } from '../evaluation/evaluate-dialogues.ts';
import { evaluateIntents, evaluatePhrases } from '../evaluation/evaluate-intents.ts';
import { evaluateNotices } from '../evaluation/evaluate-notices.ts';
import { parseCases } from '../evaluation/case-file.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { compareRuns, parseRun, writeRun, type Comparison } from '../evaluation/stored-run.ts';
import { CutoverError } from '../platform/errors.ts';
import { loadActRecogniser } from '../sources/notices/act-recogniser.ts';
import {
  chosenNotices,
  loadPhrases,
  loadPhrasesByNotice,
  loadPortfolio,
} from '../sources/notices/load-portfolio.ts';
import { loadRecogniser } from '../sources/notices/recogniser-file.ts';
import { repliesTo } from '../understanding/question-replies.ts';
import { createMessageReader } from '../understanding/read-message.ts';
import { writeShare } from '../understanding/share.ts';
import { defineCommand, runIfStarted, type CommandIo } from './command.ts';

/** Prints how well Cutover does on the cases of a file, with the misses, and what has changed since an earlier run. */
export const main = defineCommand(
  {
    call: 'npm run --silent eval --',
    about: `Measures Cutover on a file of cases, and prints each figure with its 95 % confidence interval, and the misses. FILE holds
  labelled messages   lines of {"text","intent","alt","origin"}: how well they are recognised
  questions           lines of {"id","kind","text","now","must","mustNot"}: whether the answers contain the facts
  dialogues           a list of {"name","now","turns":[{"say","must","mustNot"}]}: said to a running bot
  documents           a folder with gold.json: whether the compiler reads their dates
Without FILE, the phrases of the notices are measured, each recognised by a model that hasn't learned it, which takes a minute.`,
    operands: '[FILE]',
    options: {
      notice: { type: 'string', value: 'ID', text: 'answer from this notice alone' },
      save: { type: 'string', value: 'RUN', text: 'store the result in this file' },
      against: { type: 'string', value: 'RUN', text: 'print what has changed since the result in this file' },
    },
    examples: ['messages.jsonl --save before.json', 'questions.jsonl --against before.json', ''],
  },
  async ({ values: { notice, save, against }, operands: [file] }, io) => {
    const earlier = against === undefined ? null : await readRun(against);
    const evaluation = await evaluate(file, { notice, environment: io.environment });
    printEvaluation(evaluation, io);
    if (earlier) printComparison(compareRuns(earlier, evaluation), io);
    if (save !== undefined) await writeFile(save, writeRun(evaluation));
    return 0;
  },
);

interface Given {
  notice: string | undefined;
  environment: CommandIo['environment'];
}

async function evaluate(path: string | undefined, { notice, environment }: Given): Promise<Evaluation> {
  if (path === undefined) return evaluatePhrases(await loadPhrasesByNotice());
  const found = await stat(path).catch((cause: unknown) => {
    throw new CutoverError('no-file', `"${path}" can’t be read: give the path of a file with cases.`, {
      cause,
    });
  });
  if (found.isDirectory()) return evaluateNotices(path);
  const file = parseCases(await readFile(path, 'utf8'), path);
  const recognise = await loadRecogniser(await loadPhrases());
  if (file.kind === 'intents') return evaluateIntents(file.cases, recognise);
  const portfolio = await loadPortfolio(chosenNotices(notice, environment));
  if (file.kind === 'answers') {
    const reader = createMessageReader({ portfolio, recognise });
    return evaluateAnswers(file.cases, (text, now) =>
      repliesTo(text, { portfolio, reader, localNow: { now, zone: 'UTC', locale: undefined } }),
    );
  }
  return evaluateDialogues(file.cases, { portfolio, recognise, recogniseActs: await loadActRecogniser() });
}

async function readRun(path: string) {
  const run = parseRun(await readFile(path, 'utf8'));
  if (run) return run;
  throw new CutoverError('bad-run', `${path} holds no result: store one with --save ${path}.`);
}

function printEvaluation({ shares, notes, verdicts }: Evaluation, io: CommandIo): void {
  const print = printTo(io);
  for (const [name, note] of Object.entries(notes)) print(name, note);
  for (const [name, share] of Object.entries(shares)) print(name, writeShare(share));
  const misses = verdicts.filter(({ problem }) => problem !== null);
  if (misses.length > 0) io.stdout.write(`\nMisses: ${misses.length}\n`);
  for (const { id, problem } of misses) io.stdout.write(`  ${id}: ${problem ?? ''}\n`);
}

function printComparison({ points, nowRight, nowWrong }: Comparison, io: CommandIo): void {
  const print = printTo(io);
  io.stdout.write('\nSince the earlier run:\n');
  for (const [name, change] of Object.entries(points)) {
    print(name, `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} points`);
  }
  print('now right', nowRight.join(', ') || 'none');
  print('now wrong', nowWrong.join(', ') || 'none');
}

function printTo({ stdout }: CommandIo): (name: string, value: string) => void {
  return (name, value) => stdout.write(`${name.padEnd(48)} ${value}\n`);
}

await runIfStarted(import.meta.url, main);
