import { CLAUSE_START, CREATE, NEW, NO_LONGER, oneOf, SUPPORT, THEY_END } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** Says of things that they are in use. */
const IN_USE = oneOf`existing | running | remaining | (?:already |currently |still )?(?:deployed|live|active) | (?:currently |still )running`;

/** A word of the name of a thing, before its verb. */
const WORD = r`(?!(?:new|may|might|could|can|will|is|are|not|never|no|only)\b)[\w.-]+`;

/** Work on a product and ways to it, which end while use goes on. */
const NO_USE = oneOf`${SUPPORT} | ${CREATE} | updates | fixes | features | enhancements | downloads | uploads | links | docs | samples | edits | changes
  | exceptions | exemptions`;

/** What is made with a product, where all of it is meant. */
const ALL_USE = r`(?:all|any|every|each|your) (?:(?!${NO_USE}\b)${WORD} ){0,2}?(?:deployments|(?!${NO_USE}\b)${WORD}s)`;

/** What is made with it, by what it uses. */
const DEPENDENT = r`(?:(?!${NO_USE}\b)${WORD} ){0,2}?(?!${NO_USE}\b)${WORD}s (?:that|which) (?:still )?(?:use|run on|rely on|depend on) (?:it|them)`;

/** Things in use, at the start of a clause, with what they use. */
const EXISTING = r`${CLAUSE_START}(?:(?:(?:all|any|every|each|the|our|your|their|its|those|these) )*${IN_USE} (?:${WORD} ){0,3}?${WORD}|${ALL_USE}|${DEPENDENT})(?: (?:referencing|using|based on|built (?:on|with)|that use) [^@#,]{1,60}?)?`;

/** Of what exists it is no end that nothing new can be made of it. */
const NOTHING_NEW = r`(?!.*(?:${NEW}|\b(?:creat|block|reject|refus|prevent)))`;

/** What becomes of what exists, whatever else its date is called: the strongest that can be said of a date. */
export const EXISTING_ENDS = [
  says(
    `${EXISTING}${THEY_END}${NOTHING_NEW}`,
    'Running deployments will be permanently disabled',
    'On @, all remaining instances of the old plan are deleted',
    'Existing subscriptions stop on @',
    'All instances are disabled and deprovisioned',
    'pipelines that use it fail',
  ),
  says(
    r`${EXISTING} (?:will |are |is |[^@#,.]{1,40} and )?${NO_LONGER}(?: be)? (?:work|function|run|operat|available|accessible|usable|serv|process)\w*${NOTHING_NEW}`,
    'Existing pipelines will no longer work',
    'Existing flows that use Relay run the risk of failure and no longer work',
  ),
];
