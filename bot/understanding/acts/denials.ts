import type { Fact } from './server-facts.ts';
import type { Utterance } from './utterance.ts';

const DENIAL =
  /^(?:never|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|doesn't|don't|didn't|can't|cannot|couldn't|won't|ain't|nobody|neither|none|nie|niemals|keine?|pas|jamais|nunca)$/;
/** After "no": "no está en 2.5.190.0". */
const SPANISH_VERB = /^(?:está|esta|es|tiene|corre|usa|ha|fue)$/;
const NEW_CLAUSE =
  /^(?:,|;|but|and|because|since|although|though|while|however|instead|sondern|aber|mais|pero|mas|-|–)$/;

/** Before a version these put right: "not 2.5.79.0". */
const NOT = /^(?:not|nicht|não|non)$/;

/** Whether the word at a token says that what follows is not so. "Not 2.5.79.0" puts right, and "not only" says more. */
export function isDenial({ tokens, versions }: Utterance, at: number): boolean {
  const [before, word, after] = [at - 1, at, at + 1].map((i) => tokens[i]?.lower ?? '');
  if (NOT.test(word ?? ''))
    return !/^(?:only|just)$/.test(after ?? '') && !versions.some(({ from }) => from === at + 1);
  if (word === 'no') return SPANISH_VERB.test(after ?? '');
  return word === 'longer' ? before === 'no' : DENIAL.test(word ?? '');
}

/** Whether a denial ends at a token. */
export function endsDenial({ tokens }: Utterance, at: number): boolean {
  return NEW_CLAUSE.test(tokens[at]?.lower ?? '');
}

/** What is so; where nothing is, what is denied. */
export function affirmedIn(facts: readonly Fact[]): readonly Fact[] {
  const affirmed = facts.filter((fact) => !fact.isDenied);
  return affirmed.length > 0 ? affirmed : facts;
}
