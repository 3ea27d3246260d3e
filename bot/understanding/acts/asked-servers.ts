import type { Guide } from '../../guidance/guide.ts';
import { hostOf } from './server-names.ts';
import { isGeneral } from '../telling-words.ts';

/** A question that names servers which are on the list. */
export interface AskedServers {
  /** As they are written, each once. */
  names: readonly string[];
  /** The question with "our server" for each of them. */
  question: string;
  /** Whether it asks nothing else than how they stand, or what to do with them. */
  isOfServers: boolean;
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}_.\\-]*[\p{L}\p{N}])?(?:['’]s)?/gu;
const SERVER = 'our server';

/**
 * Finds the servers on the list that a question names; null when it names none.
 * @param serverNames in lower case, with or without their domains.
 */
export function findAskedServers(
  text: string,
  serverNames: ReadonlySet<string>,
  guides: readonly Guide[],
): AskedServers | null {
  const names = new Map<string, string>();
  const question = text.replace(WORD, (word) => {
    const name = hostOf(word);
    if (name === null || !serverNames.has(name.toLowerCase())) return word;
    names.set(name.toLowerCase(), name);
    return SERVER;
  });
  if (names.size === 0) return null;
  return { names: [...names.values()], question, isOfServers: isGeneral(question, guides) };
}
