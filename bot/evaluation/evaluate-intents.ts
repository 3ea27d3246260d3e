import type { Example } from '../understanding/linear-model.ts';
import { crossValidate, fitTemperature } from '../understanding/calibrate.ts';
import { isAcceptable, measure, type Recognised } from '../understanding/measure.ts';
import { rank, type Recogniser } from '../understanding/recogniser.ts';
import type { Share } from '../understanding/share.ts';
import type { LabelledMessage } from './case-file.ts';
import type { Evaluation } from './evaluation.ts';

/** How well labelled messages are recognised. */
export function evaluateIntents(messages: readonly LabelledMessage[], recognise: Recogniser): Evaluation {
  const times: number[] = [];
  const results = messages.map((message): Recognised => {
    const from = performance.now();
    const ranked = recognise(message.text);
    times.push(performance.now() - from);
    return { message, ranked };
  });
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  const real = results.filter(({ message }) => message.origin === 'real');
  return {
    shares: { ...measure(results), ...withPrefix('real: ', real.length > 0 ? measure(real) : {}) },
    notes: {
      messages: String(messages.length),
      'time a message, median': `${at(0.5).toFixed(2)} ms`,
      'time a message, 99th percentile': `${at(0.99).toFixed(2)} ms`,
    },
    verdicts: results.map((result, i) => ({
      id: messages[i]?.id ?? String(i + 1),
      problem: isAcceptable(result) ? null : describeMiss(result),
    })),
  };
}

/** The phrases themselves, by notice, each recognised by a model that hasn't learned it. Takes minutes. */
export function evaluatePhrases(byNotice: ReadonlyMap<string, readonly Example[]>): Evaluation {
  const noticeOf = new Map(
    [...byNotice].flatMap(([id, phrases]) => phrases.map((phrase) => [phrase, id] as const)),
  );
  const unseen = crossValidate([...noticeOf.keys()]);
  const temperature = fitTemperature(unseen);
  const results = unseen.map(({ example, intents, scores }) => ({
    notice: noticeOf.get(example) ?? '',
    message: example,
    ranked: rank(intents, scores, temperature),
  }));
  const shares = [...byNotice.keys()].map((id) =>
    withPrefix(`${id}: `, measure(results.filter(({ notice }) => notice === id))),
  );
  return {
    shares: Object.assign(measure(results), ...shares) as Record<string, Share>,
    notes: { phrases: String(unseen.length), 'temperature that fits them': temperature.toFixed(2) },
    verdicts: results.map((result) => ({
      id: `${result.notice} "${result.message.text}"`,
      problem: isAcceptable(result) ? null : describeMiss(result),
    })),
  };
}

function describeMiss({ message, ranked: [best] }: Recognised): string {
  const taken = best ? `${best.intent}, ${(100 * best.confidence).toFixed(0)} %` : 'nothing';
  return `${JSON.stringify(message.text)} is ${message.intent}, and was taken for ${taken}`;
}

function withPrefix(prefix: string, shares: Record<string, Share>): Record<string, Share> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [prefix + name, share]));
}
