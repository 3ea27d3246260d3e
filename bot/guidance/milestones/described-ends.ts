import { clausesOf } from './clauses.ts';
import { statesEnd } from './named-ends.ts';
import { EXISTING_ENDS } from './rules/existing-use.ts';
import { ADVERBS, SWITCHED_OFF } from './rules/vocabulary.ts';

/** Whether the description of a day says more than that support ends. */
export function describesEnd(plain: string): boolean {
  return clausesOf(plain).some((clause) => endsExisting(clause) || isSwitchedOff(clause));
}

/** Whether a clause says that what exists stops. */
export function endsExisting(clause: string): boolean {
  return EXISTING_ENDS.some(({ says }) => says.test(clause));
}

/** With a verb, or without one, as in a timetable: "Relay service deleted". */
const IS_SWITCHED_OFF = new RegExp(
  String.raw`(?:\b(?:will be|is|are|gets?)${ADVERBS}|^\W*(?:[\w-]+ ){0,3}[\w-]+) ${SWITCHED_OFF}\b`,
  'i',
);

/** Whether a clause says that something is switched off. */
export function isSwitchedOff(clause: string): boolean {
  return IS_SWITCHED_OFF.test(clause) && statesEnd(clause);
}
