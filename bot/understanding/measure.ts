import { decide } from './decide.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';
import { shareOf, type Share } from './share.ts';

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

/** Evaluation metrics by name. */
export function measure(results: readonly Recognised[]): Record<string, Share> {
  const inScope = results.filter(({ message }) => message.intent !== OUT_OF_SCOPE);
  const outOfScope = results.filter(({ message }) => message.intent === OUT_OF_SCOPE);
  const takenForOutOfScope = results.filter((result) => bestOf(result) === OUT_OF_SCOPE);
  const decided = (decision: string) => (result: Recognised) => decide(result.ranked) === decision;
  const isWrongAnswer = (result: Recognised) => decided('answer')(result) && !isAcceptable(result);
  return {
    'strict accuracy': shareOf(results, isExact),
    'accuracy with alternatives': shareOf(results, isAcceptable),
    'top 3': shareOf(results, isInTopThree),
    'in scope: strict accuracy': shareOf(inScope, isExact),
    'in scope: accuracy with alternatives': shareOf(inScope, isAcceptable),
    'in scope: top 3': shareOf(inScope, isInTopThree),
    'in scope: answered': shareOf(inScope, decided('answer')),
    'out of scope: recall': shareOf(outOfScope, (result) => bestOf(result) === OUT_OF_SCOPE),
    'out of scope: precision': shareOf(takenForOutOfScope, isAcceptable),
    'out of scope: answered': shareOf(outOfScope, decided('answer')),
    'confidently wrong': shareOf(results, isWrongAnswer),
    answered: shareOf(results, decided('answer')),
    asked: shareOf(results, decided('ask')),
    unknown: shareOf(results, decided('unknown')),
  };
}

const bestOf = ({ ranked }: Recognised): string => ranked[0]?.intent ?? OUT_OF_SCOPE;
const isExact = (result: Recognised): boolean => bestOf(result) === result.message.intent;

function isRight({ message }: Recognised, intent: string): boolean {
  return intent === message.intent || (message.alt?.includes(intent) ?? false);
}

/** Whether the best guess is the label or one of its alternatives. */
export function isAcceptable(result: Recognised): boolean {
  return isRight(result, bestOf(result));
}

function isInTopThree(result: Recognised): boolean {
  return result.ranked.slice(0, 3).some(({ intent }) => isRight(result, intent));
}
