import { decide } from './decide.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';

/** A message of an evaluation file, labelled by a person. */
export interface Labelled {
  text: string;
  intent: string;
  /** Other intents that count as right. */
  alt?: string[];
  /** Where the message comes from; `real` messages are also measured on their own. */
  origin?: string;
}

/** A labelled message and what the recogniser made of it. */
export interface Recognised {
  message: Labelled;
  ranked: readonly RankedIntent[];
}

/** Evaluation metrics by name, each a share from 0 to 1; null when there is nothing to take a share of. */
export function measure(results: readonly Recognised[]): Record<string, number | null> {
  const inScope = results.filter(({ message }) => message.intent !== OUT_OF_SCOPE);
  const outOfScope = results.filter(({ message }) => message.intent === OUT_OF_SCOPE);
  const takenForOutOfScope = results.filter((result) => bestOf(result) === OUT_OF_SCOPE);
  const decided = (decision: string) => (result: Recognised) => decide(result.ranked) === decision;
  const isWrongAnswer = (result: Recognised) => decided('answer')(result) && !isAcceptable(result);
  return {
    'strict accuracy': share(results, isExact),
    'accuracy with alternatives': share(results, isAcceptable),
    'top 3': share(results, isInTopThree),
    'in scope: strict accuracy': share(inScope, isExact),
    'in scope: accuracy with alternatives': share(inScope, isAcceptable),
    'in scope: top 3': share(inScope, isInTopThree),
    'in scope: answered': share(inScope, decided('answer')),
    'out of scope: recall': share(outOfScope, (result) => bestOf(result) === OUT_OF_SCOPE),
    'out of scope: precision': share(takenForOutOfScope, isAcceptable),
    'out of scope: answered': share(outOfScope, decided('answer')),
    'confidently wrong': share(results, isWrongAnswer),
    answered: share(results, decided('answer')),
    asked: share(results, decided('ask')),
    unknown: share(results, decided('unknown')),
  };
}

const bestOf = ({ ranked }: Recognised): string => ranked[0]?.intent ?? OUT_OF_SCOPE;
const isExact = (result: Recognised): boolean => bestOf(result) === result.message.intent;

function isRight({ message }: Recognised, intent: string): boolean {
  return intent === message.intent || (message.alt?.includes(intent) ?? false);
}

function isAcceptable(result: Recognised): boolean {
  return isRight(result, bestOf(result));
}

function isInTopThree(result: Recognised): boolean {
  return result.ranked.slice(0, 3).some(({ intent }) => isRight(result, intent));
}

function share(results: readonly Recognised[], holds: (result: Recognised) => boolean): number | null {
  return results.length === 0 ? null : results.filter(holds).length / results.length;
}
