import {
  ADVERBS,
  BE,
  ENDED,
  ENDS,
  ENDS_IT,
  FROM,
  NO_LONGER,
  oneOf,
  PROTOCOL,
  RETIREMENT,
  USERS,
} from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** What something no longer does once it has ended. */
const DOES = oneOf`work\w* | function\w* | operat\w* | accept\w* | connect\w* | synchroni[sz]\w* | sync\w* | available | usable | accessible
  | possible | us(?:e|ed|able) | access\w* | run | serve\w* | process\w* | check in | receive[sd]? | load\w* | start\w* | sign in | exist\w*
  | offer\w* | allow\w* | valid | trusted | honou?r\w* | recogni[sz]\w* | read | open | log in | authenticate\w* | execut\w* | manag\w*
  | respond\w* | render\w* | deliver\w* | reach\w* | call\w* | view\w* | edit\w* | functional`;
/** What may cease without anything ending: "you no longer need it", "won't be charged". */
const HARMLESS = oneOf`need | require | charg\w+ | bill\w+ | affect\w* | chang\w+ | impact\w* | matter | incur | find | take | appl(?:y|ies) | recommend\w* | updat\w+`;
const PREPOSITION = r`(?:on|in|by|from|after|as of|since|at|effective|with effect from)(?: the)?(?: end of)?`;
const ONLY = r`\b(?:(?:only|exclusively) (?:accepts?|supports?|allows?|works? with)|(?:accepts?|supports?|allows?) [^@]{1,60}\bonly)\b`;

/** An end that comes together with the end of support is more than that. */
export const WITH_SUPPORT = [
  says(
    r`\bsupport (?:for|of),? and (?:the )?(?:access to|use of|availability of)\b|\b(?:access to|use of|availability of),? and (?:the )?support (?:for|of)\b`,
    'Support for and access to Relay ends on @',
  ),
  says(
    r`\b(?:available|supported|usable|operational|works?|worked|working|runs?|ran|running|in use|maintained)\b[^@]*\buntil (?:[^@ ]+ ){1,8}?${BE}${ADVERBS} (?:deprecated|${ENDED})\b[^@]*@`,
    'Feeds were supported until the connector was deprecated on @',
    'The kit will be maintained until it is retired on @',
  ),
  says(
    r`(?<!\bsupport\b[^@]{0,40})${BE}${ADVERBS} ${ENDED},? and (?:[\w-]+ ){0,3}?(?:out of support|unsupported|(?:no longer|not) (?:be )?supported|end[ -]of[ -](?:life|support))\b`,
    'The old application will be retired and go out of support on @',
  ),
  says(
    r`\b${ENDS},? and (?:\w+ ){0,2}?(?:no longer support|(?:discontinu|end|stop|drop|ceas)\w* (?:\w+ ){0,2}?support)`,
    'Starting @, we will retire and no longer support the old page',
    "on @, we'll retire and discontinue support of this product",
  ),
  says(
    r`${BE}${ADVERBS} ${ENDED} (?:with|upon|at|when|together with)\b[^@]*\bend of (?:\w+ )?(?:support|life)\b`,
    'The old variant will be discontinued with the end of support for version 7.0 on @',
  ),
  says(
    r`\b(?:EOL|EOS|end[ -]of[ -](?:life|support))\W{1,3}(?:and |& )?(?:the )?(?:shut-?down|retirement|removal|decommission\w*|end[ -]of[ -]service)\b`,
    'End of life and shutdown: @',
    'EOS (end of service): @',
  ),
  says(
    r`\b(?:APIs?|endpoints?)\b[^@]*\b(?:reach\w*|at) (?:its |their |the )?end[ -]of[ -]life\b`,
    'The endpoints of the old API reach their end of life on @',
  ),
  says(
    r`(?<!\bsupport\b[^@]*)\w{3,} and support for [^@]*${BE}${ADVERBS} ${ENDED}\b`,
    'The classic endpoints and support for Relay in them will be retired on @',
  ),
  says(
    r`\benforc(?:e|es|ed|ing|ement)\b.*\b(?:end of (?:\w+ )?(?:support|life)|unsupported)\b|\bend of (?:\w+ )?(?:support|life)\b.*\benforc(?:ed|ement)\b`,
    'We will enforce the end of support for TLS 1.0 on @',
    'The end of support is enforced starting @',
  ),
];

/** An end that takes a while is over at its last day. */
export const COMPLETED = [
  says(
    r`\b(?:retir|remov|disabl|shut|turn|sunset|decommission|block|phas)\w*\b[^@]*#[^@]*\b(?:complet|finish|conclud|end)\w*\b[^@]*@`,
    'The rollout of the retirement begins on # and completes by @',
    'We will begin blocking the old sign-in on # and finish by @',
  ),
];

/** Use that goes on as long as support does ends with it. */
export const WORKS_WHILE_SUPPORTED = [
  says(
    r`\b(?:continues? to|keeps?|will|can) (?:work|run|function|operat|be us|be available)\w*,? and [^@]{0,40}\bsupported (?:until|till|through)\b[^@]*@`,
    'Relay will continue to work and will be fully supported until it reaches its end of support in @',
  ),
];

export const CUT_OFF = [
  says(
    r`\bdeprecated (?:for|in|from) (?:all|every|the remaining)\b|\b(?:fully|completely|entirely|permanently) deprecated\b`,
    'The rules will be deprecated for all remaining tenants on @',
    'The connector was fully deprecated on @',
  ),
  says(
    r`${BE}${ADVERBS} ${ENDED}\b`,
    'is shut down on @',
    'All parts will be officially retired in Region South on @',
    'Free organizations will be suspended after @',
    'The image is taken out of service by @',
    'Sign-in is turned off and workspaces stop',
    'every other token is going to be revoked on @',
    'Uploads of old packages will be rejected on @',
  ),
  says(
    r`(?:^\W*|@|:| [–—-]|\b(?:and|or|fully|officially|permanently|completely)) ?${ENDED}\b`,
    'Retired @',
    '[Retired @',
    'Relay: retired @',
    'Relay – retired @',
  ),
  says(r`\b${ENDED} ${PREPOSITION} @`, 'Relay, discontinued on @'),
  says(
    r`\b(?:retired|ended|expired|closed|ceased) (?:on|in|for|from) [^@,;]{1,30} (?:on|in|at|as of) @`,
    'Relay retired on Windows on @',
  ),
  says(r`\bwe (?:have )?(?:\w+ly )?${ENDED}\b`, 'We retired the connector on @'),
  says(
    r`^\W*(?:\w+ ){1,3}(?:retired|discontinued|disabled|shut down|turned off) (?!(?:on|in|at|by|to|from|for|as|with|and)\b)\w[^@#]* (?:on|in) @`,
    'Fenwick Mail disabled the old sign-in for most protocols in @',
  ),
  says(
    r`^\W*(?:on|in) @,? (?:\w+ ){1,3}(?:retired|discontinued|removed|disabled|shut down|turned off|ended) (?!(?:on|in|at|by|to|from|for|as|with|and)\b)\w`,
    'On @, Fenwick retired the connector',
  ),
  says(
    r`(?<!\b(?:not|never) |n['’]t )\b(?:stop(?:s|ped|ping)?|ceas(?:e[sd]?|ing)) (?:\w+ )?(?:\w+ing|accept\w*|function\w*|operat\w*|synchroni[sz]\w*|sync\w*|respond\w*|receiv\w*|process\w*|serv\w*|execut\w*|issu\w*|deliver\w*|to \w+)`,
    'Sync will stop working on @',
    'After @, calls to it stop working, and push notifications don’t arrive',
    'Scripts stop executing on @',
  ),
  says(
    r`(?:\b(?:no longer|not|never|cannot|can not)|(?<!did)(?<!was)n['’]t)(?: be)?(?: longer)?(?: be)?(?: able to)?(?: \w+ly)?(?: be| have)? ${DOES}\b`,
    'Agents can no longer check in',
    'The agent is no longer functional on @',
    'Your data will not be accessible after @',
    'On @ private apps will no longer have access to version 3',
  ),
  says(
    r`${FROM}[^@]*${NO_LONGER}(?: be)?(?: \w+ly)? (?!${HARMLESS}\b)\w+`,
    "Beginning @ methods can't be managed in the old policies",
    'Starting @ customers will not be able to restart them',
  ),
  says(
    r`${NO_LONGER}(?: be)?(?: \w+ly)? (?!${HARMLESS}\b)\w+[^@]*${FROM}`,
    'Apps can no longer call it after @',
  ),
  says(
    r`\b(?:lose|loses|losing) (?:it|them|(?:[\w-]+ )?(?:access|connectivity|connection|contact|validity))\b`,
    'Whoever has not moved by @ will lose access',
    'After @ old agents lose their connection',
  ),
  says(r`\b(?:say|says|saying|said|bids?) (?:goodbye|farewell)\b`, 'On @ we say goodbye to Relay'),
  says(
    r`(?:\b(?:will|shall|to|we|it|they|that|are|is|be)|['’](?:ll|re|s))${ADVERBS} ${ENDS}\b`,
    'On @ we will remove the gateway',
    'we are retiring the standard voices on @',
  ),
  says(
    r`\b\w+ ${ENDS}(?: \w+ly)? (?:${PREPOSITION} )?@`,
    'Marlin Hosted closes at the end of @',
    'All API versions before 7 retire on @',
    'The service shuts down @',
    'The service shuts its doors on @',
  ),
  says(r`^\W*${ENDS}(?: it| them)?(?: \w+ly)? (?:on|in|by|from|after|at)(?: the)?(?: end of)? @`, 'end on @'),
  says(
    r`@[^@#]*\b\w+ (?:retired|expired|ended|closed|ceased)\b(?= and\b|\W*$)`,
    'On @ the site of the old notebooks retired',
  ),
  says(r`^\W*@\W+${ENDS}\b`, '@ - Turn off version 0 of the API', '@: Remove the old endpoint'),
  says(
    r`\b\w+ (?:stops?|ends?|retires?|closes?|expires?|fails?|ceases?|shuts? down|go(?:es)? (?:away|dark|offline))\W*$`,
    'On @ Relay stops',
    'On @ the relays go dark',
  ),
  says(r`\b${ENDS_IT}\b[^@]*@`, 'sync refuses every server on @'),
  says(r`@[^@]*\b${ENDS_IT}\b`, 'On @ the policy that extends it disappears for good'),
  says(
    r`\b(?:service|it|they|calls?|requests?|servers?|workspaces?|jobs?|existing \w+) (?:turns?|stops?|fails?|ends?|refuses?|rejects?|blocks?|expires?|closes?|get status|breaks?|return errors?)\b`,
    'the service turns their calls down',
    'calls get status 410',
  ),
  says(
    r`\b(?:calls?|requests?|endpoints?|clients?|apps?|scripts?)\b[^@]*\b(?:returns?|gets?|receives?) (?:an? )?(?:\w+ (?=errors?\b))?(?:HTTP|errors?|status|\d{3})\b`,
    'calls to the v1 endpoints return HTTP 410',
    'requests will receive a 404 error code',
  ),
  says(
    r`(?:${FROM}|^\W*(?:on )?@\W)[^@]*\b(?:returns?|gets?|receives?|shows?|sees?) (?:an? )?(?:HTTP|errors?|\d{3})\b`,
    'After @ pages return an error',
    '@ — version 1 returns errors',
    'On @ the old page will return a 404',
  ),
  says(
    r`\b(?:met|answers?|answered|responds?|repl(?:y|ies)|fails?) (?:[\w-]+ ){0,3}?with (?:an? )?(?:\w+ )?(?:errors?|HTTP|4\d\d|5\d\d)\b`,
    'Calls after @ will be met with a 410',
    'From @ the endpoint answers every request with an error',
  ),
  says(
    r`\bonly [^@]{1,60}\b(?:can|may|will|are able to|able to) (?:be able to )?(?:connect|sign in|use|access)\b[^@]*@|@[^@]*\bonly [^@]{1,60}\b(?:can|may|will) (?:be able to )?(?:connect|sign in|use|access)\b`,
    'Only agents on version 4 or later can connect from @',
    'From @ only agents with a certificate can sign in',
  ),
  says(r`${FROM}[^@]*\bthere(?:['’]s| is| are| will be) only\b`, 'From @ on there is only version 2'),
  says(
    r`\b(?:plan(?:s|ning)? on|aim(?:s|ing)? at|working towards?) ${ENDS}\b|@ for (?:the |its )?(?:\w+ )?${RETIREMENT}\b`,
    'We plan on removing the old endpoints on @',
    'We are targeting @ for the removal of the old API',
  ),
  says(r`${FROM}[^@]*\b${PROTOCOL}\b[^@]*\bminimum\b`, 'From @ TLS 1.2 will be the minimum'),
  says(r`\bprevented from \w+ing\b`, 'From @, apps are prevented from calling it'),
  says(r`\benforc(?:e|es|ing)\b`, 'The platform enforces this change on @', 'From @ we enforce it'),
  says(
    r`${FROM}[^@]*\bminimum\b[^@]*\bto (?:be able to )?(?:connect|sign in|use|access)\b|\bminimum\b[^@]*\b(?:can|may) (?:connect|sign in|use|access)\b[^@]*@`,
    'Starting on @, these are the minimum versions that you need to be able to connect',
  ),
  says(
    r`${FROM}[^@]*\brequires?\b[^@]*\b(?:or|and) (?:later|higher|newer|above)\b`,
    'From @, the app requires version 17 or later',
  ),
  says(
    r`\brequires?\b[^@]*\b(?:or|and) (?:later|higher|newer|above)\b[^@]*${FROM}`,
    'The app will require version 17 or later from @',
  ),
  says(r`\bno (?:${USERS}|one)\b[^@]{0,20}\b(?:can|may|will be able to)\b`, 'From @ no tenant can use it'),
  says(
    r`\b(?:leads? to|results? in|causes?|produces?) (?:\w+ )?(?:errors?|failures?|outages?)\b`,
    'Usage of the old keys will lead to errors as of @',
  ),
  says(
    r`\b(?:(?:be|is|are) (?:\w+ly )?(?:enforced|mandatory|compulsory|required)|(?:takes?|goes into|comes into) (?:effect|force))\b[^@]*@`,
    'Multifactor authentication will be enforced starting @',
    'The change takes effect on @',
  ),
  says(r`^\W*(?:mandatory|required)\b[^@]{0,30}@?\W*$`, 'Mandatory opt-in', 'Required by @'),
  says(
    r`@[^@]*\b(?:becomes? (?:mandatory|compulsory|required)|(?:is|are|be) (?:enforced|mandatory|required)|takes effect)\b`,
    'On @ the new sign-in becomes mandatory',
    'Beginning @, a second factor is required for everyone',
  ),
  says(
    r`(?:^|\()\W*(?:retiring|removing|discontinuing|sunsetting|shutting down|ending|decommissioning|closing|dropping|disabling|blocking)\b(?:[^@]*\b(?:on|by|in|from))? @`,
    'Shutting down the old portal on @',
    'Relay (retiring @',
  ),
  says(r`${ONLY}[^@]*@`, 'Relay will only accept connections over TLS 1.2 beginning @'),
  says(r`@[^@]*${ONLY}`, 'From @ the service only accepts TLS 1.2', 'As of @ the feed accepts tokens only'),
  says(
    r`${FROM}[^@]*\b(?:connections?|requests?|calls?|clients?|servers?|agents?|users?|traffic|accounts?|sign-?ins?)\b[^@]*\b(?:must|ha(?:ve|s) to|requires?|is required|are required)\b`,
    'From @ all connections must use TLS 1.2 or later',
  ),
  says(
    r`\b(?:scheduled|planned|slated|due|set|marked|targeted) (?:for|to) (?:be )?(?:retire\w*|${RETIREMENT})`,
    'Classic is scheduled for retirement on @',
  ),
  says(
    r`\b${RETIREMENT}(?: date)?\b[^@.]{0,60}@`,
    'the retirement date is @',
    'This retirement affects all regions, effective @',
  ),
  says(
    r`@,? (?:is|was|will be|marks|remains) (?:the |its |our |their )?(?:[\w-]+ ){0,4}?(?:${RETIREMENT}(?: date| day)?|last day)\b`,
    '@ is the retirement date of Relay',
    '@ will be the official shutdown day',
  ),
  says(
    r`^\W*@\W+(?:(?!start|begin|announc|plan|prepar|notice)[\w-]+ ){0,2}${RETIREMENT} of\b`,
    '@ - Retirement of Relay',
    '@: final removal of the old endpoints',
  ),
  says(r`@(?![^@]*\b(?:to|after|before|until|for|of)\b)[^@.]{0,30}\b${RETIREMENT}\b(?!:)`, '@ (retirement)'),
  says(r`^\W*(?:[\w.-]+ ){0,4}${RETIREMENT}(?: date)?\W*$`, 'Retirement date', 'Metrics retirements'),
  says(r`\bgrace period (?:\w+ )?(?:ends?|expires?|is over)\b`, 'The grace period ends on @'),
  says(r`\bending(?: on)? @`, 'gets an extension of processing, ending @'),
  says(
    r`\b(?:(?:last|final) (?:working |business |full )?(?:day|date)|for the last time)\b`,
    '@ is the last day on which Relay works',
    'The final day is @',
    'The final date for using Relay is @',
    'Relay runs for the last time on @',
  ),
  says(
    r`\bonly (?:be able to |can )?(?:remove|delete|export|download|cancel)\b|\bcan only (?:be )?(?:remove|delete|export|download|cancel)d?e?d?\b`,
    "From @ you'll only be able to remove existing searches",
    'After @ rules can only be deleted',
  ),
  says(r`\bmarks the end\b`, '@ marks the end of Relay'),
  says(
    r`\bend of the (?:road|line)\b|\binto (?:the sunset|retirement)\b`,
    'Relay reaches the end of the road on @',
    'Relay goes into retirement on @',
  ),
  says(
    r`\b(?:planned|expected|final|scheduled) end date\b[^@]{0,40}@`,
    'The planned end date for Relay is @',
  ),
  says(
    r`\bpull(?:s|ed|ing)? (?:\w+ ){1,4}?(?:from|out of) (?:production|service|the product|(?:all|every) \w+)\b`,
    "We're pulling Relay from production on @",
  ),
  says(r`^\W*(?:the )?end of (?!the\b|support|life|sale)[^@]{1,40}\bis @`, 'The end of Relay is @'),
];
