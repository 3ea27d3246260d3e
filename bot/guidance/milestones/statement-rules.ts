import type { MilestoneKind } from '../guidance-map.ts';
import {
  ADVERBS,
  BE,
  BY,
  CREATE,
  ENDED,
  ENDS,
  ENDS_IT,
  MOVE,
  NEW,
  NOT,
  oneOf,
  OVER,
  RETIREMENT,
  SUPPORT,
  UNTIL,
  USE,
} from './vocabulary.ts';

/** What a clause says of its date: a kind of milestone, or that the date is only mentioned in passing. */
export type Reading = MilestoneKind | 'passing';

export interface StatementRule {
  reading: Reading;
  /**
   * `stated`: the words themselves say it. `implied`: a reader concludes it, from a duty ("upgrade by") or from how
   * long something goes on ("works until"); a date that is stated elsewhere has precedence.
   */
  certainty: 'stated' | 'implied';
  /** Matched against one clause, in which `@` stands for the date and `#` for any other. */
  says: RegExp;
  /** Clauses that this rule, and none before it, reads. The tests check them. */
  examples: readonly string[];
}

/** The rules in their order: the first that matches a clause reads it. */
export const STATEMENT_RULES: readonly StatementRule[] = [
  {
    reading: 'other',
    certainty: 'stated',
    says: says(oneOf`\b(?:original(?:ly)?|previous(?:ly)?|initial(?:ly)?|former(?:ly)?)\b[^@]*@
      | \b(?:from|instead of|rather than) @ (?:to|until) #
      | \b(?:extend|postpon|delay|mov|push|deferr|chang)(?:ed|es|s|ing)\b[^@]*\bfrom @`),
    examples: [
      'which was originally planned for @',
      'The retirement date has moved from @ to #',
      'The deadline is # instead of @ until #',
    ],
  },
  {
    reading: 'announced',
    certainty: 'stated',
    says: says(oneOf`\b(?:day|date) of (?:this|the|our) announcement\b
      | (?<!\bas (?:\w+ )?)\bannounc(?:ed|ement|es|ing)\b(?!.*\b(?:will|stops?|no longer|retires?)\b)
      | ^\W*(?:posted|published|announced|date of notice|notice (?:given|sent))\b
      | \bnotif(?:ied|ication)\b[^@]*@
      | (?<!\bbe )(?<!\bbe \w+ly )\bdeprecated\b(?:[^@]*\b(?:on|in|since|as of|from|with)(?: the)? @|\W*$)`),
    examples: [
      'The retirement was announced in @',
      'the day of this announcement',
      'Posted on @ by the platform team',
      'The module was deprecated on @',
      'Retirement announced @',
      'Customers were notified on @',
    ],
  },
  {
    reading: 'passing',
    certainty: 'stated',
    says: says(oneOf`\b(?:released?|releas(?:es|ing)|shipp(?:ed|ing)|ships|launch(?:ed|es)?|introduced|came out|published|rolled out|expected|founded|acquired|born|built|updated|reviewed|modified|generally available|general availability|GA|(?:public|private|in) preview|opened|first seen|tested|measured)(?: (?!(?:retir|stop|end|clos|shut|remov))\w+){0,3}? (?:on|in|since|at|as of|from|for)?(?: the)? ?@
      | \b(?:call|webinar|meeting|session|rehearsals?|brown-?outs?|scream tests?|maintenance windows?|office hours|survey|price|pricing|invoice|billing)\b
      | \b(?:open|available|included|been \w+) since @
      | \bpaid beyond @ | \bdid(?:n['’]t| not)\b[^@]*\b(?:in|before|during)(?: the month of)? @ | ${UNTIL}[^@]*\b(?:nothing|no) chang`),
    examples: [
      'released in @',
      'Quill Reports 4 came out in @',
      'Wicket 3.9 is expected on @',
      'has been open since @',
      'We held a call on @',
      'Version 8 became generally available on @',
      'The price changes on @',
    ],
  },
  {
    reading: 'new-use-ends',
    certainty: 'stated',
    says: says(oneOf`${NOT}[^@]*?${NEW} | ${NEW}[^.]*${NOT} | \bclosed to new\b
      | \b${CREATE}\b[^.]*?${NOT} | ${NOT}[^.]{0,60}?\b${CREATE}\b | \b${CREATE}\b[^@]*${UNTIL} | ${UNTIL}[^.]*\b${CREATE}\b
      | \bremoved from (?:the )?(?:\w+ )?(?:stores?|marketplace|catalog|gallery)\b
      | \bend[ -]of[ -]sales?\b | \blast (?:order|purchase|sales?)\b
      | \b(?:existing|current) (?:customers|users|tenants|subscribers|organizations)(?: only)? (?:from|after|since|as of|starting|beginning)
      | \bonly(?: \w+)? existing (?:customers|users|tenants)`),
    examples: [
      'No new customers are accepted since @',
      "New workspaces can't be created",
      'We stop taking new orders in @',
      "Creating Classic servers in the portal isn't possible beginning @",
      'With the command line you can go on creating them until @',
      "can't turn it on any more",
      'starting @ you will not be able to create new resources',
      'New sign-ups close on @',
      'End of sale: @',
      'The app will be removed from app stores on @',
      'you will no longer be able to deploy clusters after @',
      'Azure will block the creation of gateways from @',
    ],
  },
  {
    reading: 'support-ends',
    certainty: 'stated',
    says: says(oneOf`\b(?:end[ -]of[ -](?:(?:\w+ )?support|life|maintenance|servicing)|EOL|EOS|EOSL)\b
      | \bout of (?:\w+ )?(?:support|maintenance)\b | \b(?:leav\w+|exits?) (?:\w+ )?support\b | \bunsupported\b
      | \b(?:no longer|not|never)(?: be)?(?: \w+ly)? (?:support(?:ed|s)?|maintained|patched|serviced|receives? (?:\w+ ){0,3}(?:updates|fixes|patches|support))\b
      | \bno (?:further|more) ${SUPPORT}\b | \b${SUPPORT}\b[^.;]{0,80}?\b${OVER}\b
      | \b(?:ends?|ended|ending|drop(?:s|ped|ping)?|stop(?:s|ped|ping)?|discontinu\w+|remov\w+|ceas\w+|withdraw\w*|terminat\w+) (?:[\w-]+ ){0,5}?${SUPPORT}\b`),
    examples: [
      'Quill Reports 4 reaches the end of support on @',
      'From @ it is out of support',
      'it no longer receives security updates',
      'Extended support ended on @',
      'will no longer be supported after @',
      'Existing customers are fully supported until @',
      'Security fixes end on @',
      'reaches end of life on @',
      'We are dropping support for TLS 1.0 on @',
    ],
  },
  {
    reading: 'other',
    certainty: 'stated',
    says: says(oneOf`\b(?:may|might|could|can|subject to)(?: be)? (?:stop|fail|break|${ENDED})\b
      | \b(?:deprecation|notice period|phase-?out)\b[^@]{0,40}\b(?:begins?|starts?)\b
      | \b(?:start|begin)(?:s|ning|ing)? to (?:retire|disable|remove|block|turn off|shut down|phase out)\b
      | \bnotice period\b | \bmaintenance mode\b | \bread[- ]only\b | \bgrace period\b
      | \bno (?:longer (?:add|get|receive) )?(?:any )?(?:new|further|more) (?:features?|functions?|functionality|releases?|versions?)\b
      | ^\W*(?:[\w-]+ )?(?:backups?|logs|archives?|copies|exports?|snapshots?)\b[^@]*\b(?:deleted|removed|purged|kept)\b
      | \b(?:removed|retired|shut down|deleted|closed)\b[^@]*\b(?:earlier|already|previously)\b`),
    examples: [
      'deprecation begins @',
      'the plan entered a six-month notice period',
      'Backups are deleted',
      'We removed the preview portal earlier',
      'It becomes read-only on @',
      'In @ we start to disable Basic authentication',
      'were subject to stop working unexpectedly',
    ],
  },
  {
    reading: 'cut-off',
    certainty: 'stated',
    says: says(oneOf`${BE}${ADVERBS} ${ENDED}\b
      | (?:^|@|\b(?:and|or|fully|officially|permanently|completely)) ?${ENDED}\b
      | \b${ENDED} (?:on|in|by|from|after|as of|since|at|effective)(?: the)?(?: end of)? @
      | \b(?:stop(?:s|ped|ping)?|ceas(?:e[sd]?|ing)) (?:\w+ )?(?:work\w*|accept\w*|function\w*|operat\w*|synchroni[sz]\w*|sync\w*|respond\w*|receiv\w*|process\w*|serv\w*|to \w+)
      | (?:\b(?:no longer|not|never|cannot|can not)|(?<!did)(?<!was)n['’]t)(?: be)?(?: longer)?(?: be)?(?: able to)?(?: \w+ly)?(?: be)? (?:work\w*|function\w*|operat\w*|accept\w*|connect\w*|synchroni[sz]\w*|sync\w*|available|usable|accessible|possible|us(?:e|ed|able)|access\w*|run|serve\w*|process\w*|check in|receive[sd]?|load\w*|start\w*|sign in|exist\w*|offer\w*|allow\w*|valid|trusted|honou?r\w*|recogni[sz]\w*|read|open|log in|authenticate\w*)\b | \b(?:lose|loses|losing) access\b | \b(?:say|saying|said) goodbye\b
      | (?:\b(?:will|shall|to|we|it|they|that|are|is|be)|['’](?:ll|re|s))${ADVERBS} ${ENDS}\b
      | \b\w+ ${ENDS}(?: \w+ly)? (?:(?:on|in|by|from|after|as of|at|effective|with effect from)(?: the)?(?: end of)? )?@
      | ^\W*${ENDS}(?: \w+ly)? (?:on|in|by|from|after|at)(?: the)?(?: end of)? @
      | \b\w+ (?:stops?|ends?|retires?|closes?|expires?|fails?|ceases?)\W*$
      | \b${ENDS_IT}\b[^@]*@ | @[^@]*\b${ENDS_IT}\b
      | \b(?:service|it|they|calls?|requests?|servers?|workspaces?|jobs?|existing \w+) (?:turns?|stops?|fails?|ends?|refuses?|rejects?|blocks?|expires?|closes?|get status|breaks?|return errors?)\b
      | \b(?:calls?|requests?|endpoints?)\b[^@]*\b(?:returns?|gets?|receives?) (?:an? )?(?:HTTP|errors?|status)\b
      | \b(?:only|exclusively) (?:accepts?|supports?|allows?|works? with)\b[^@]*@ | @[^@]*\b(?:only|exclusively) (?:accepts?|supports?|allows?|works? with)\b
      | \b(?:scheduled|planned|slated|due|set|marked|targeted) (?:for|to) (?:be )?(?:retire\w*|${RETIREMENT})
      | \b${RETIREMENT}(?: date)?\b[^@.]{0,60}@ | @[^@.]{0,30}\b${RETIREMENT}\b | ^\W*(?:[\w.-]+ ){0,4}${RETIREMENT}(?: date)?\W*$ | \blast day\b | ^\W*(?:the )?end of (?!the\b|support|life|sale)[^@]{1,40}\bis @`),
    examples: [
      'Sync will stop working on @',
      'is shut down on @',
      'All parts will be officially retired in Region South on @',
      'On @ we will remove the gateway',
      'the old index will be frozen',
      'Classic is scheduled for retirement on @',
      'Marlin Hosted closes at the end of @',
      'The image is taken out of service by @',
      'end on @',
      'Sign-in is turned off and workspaces stop',
      'All API versions before 7 retire on @',
      'the service turns their calls down',
      'earlier versions use an endpoint that goes away on @',
      'Retirement date',
      'sync refuses every server on @',
      'Agents can no longer check in',
      'The service shuts down @',
      'we are retiring the standard voices on @',
      'the retirement date is @',
      'calls get status 410',
      'calls to the v1 endpoints return HTTP 410',
      'Relay will only accept connections over TLS 1.2 beginning @',
    ],
  },
  {
    reading: 'cut-off',
    certainty: 'implied',
    says: says(oneOf`\b${USE}\b[^@]*${UNTIL} | ${UNTIL}[^@]*\b${USE}\b
      | \b${MOVE}\b[^@]*${BY} | ${BY}[^@]*\b${MOVE}\b | \b(?:must|needs?|ha(?:ve|s) to|requires?|required|ensure|make sure|should)\b[^@]*${BY} | \bdeadline\b | \b(?:will|to) (?:be )?(?:\w+ )?deprecated\b[^@]*@ | @[^@]*\b(?:will|to) (?:be )?(?:\w+ )?deprecated\b | \bdeprecating\b[^@]*@ | \b(?:replaced|superseded|automatically (?:migrated|upgraded|moved|converted))\b[^@]*@ | @[^@]*\b(?:replaced|superseded|automatically (?:migrated|upgraded|moved|converted))\b | \bha(?:ve|s) until @
      | \b(?:extend|postpon|delay|push|mov|defer)\w*\b[^@]*\b(?:to|until) @
      | \b(?:must|ha(?:ve|s) to|need(?:s|ed)? to) be (?:on|using|running)\b[^@]*\bby then\b`),
    examples: [
      'Its commands go on working through @',
      'You must upgrade every agent to version 7.4 or later by @',
      'The deadline is @',
      'have to be on Mesh by then',
      'Until @ you can use it',
      'Migrate your ND series virtual machines by @',
      'we have postponed this to @',
    ],
  },
];

function says(pattern: string): RegExp {
  return new RegExp(pattern, 'i');
}

/** No clause that says something of a date is longer; the rules are not linear in longer ones. */
const MAX_CLAUSE = 400;

/** What a clause says of the date `@` in it; null when it says nothing that a milestone is. */
export function readClause(clause: string): Pick<StatementRule, 'reading' | 'certainty'> | null {
  const from = Math.max(0, clause.indexOf('@') - MAX_CLAUSE / 2);
  const words = clause.slice(from, from + MAX_CLAUSE);
  return STATEMENT_RULES.find((rule) => rule.says.test(words)) ?? null;
}
