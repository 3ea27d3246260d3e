import { ADVERBS, BE, BY, ENDED, ENDING, endOf, ENDS, FROM, NO_LONGER, oneOf, UNTIL } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** Says of uploads that a registry refuses them, which is an end of its use. */
const REJECTED = r`(?: of [^@#,]{1,60}?)? (?:will be|are|is|be|being|get) (?:\w+ly )?(?:rejected|refused|denied|declined)\b`;

/** What ends on the way, while the product goes on. */
const STEPS = oneOf`feature (?:updates?|work|development|requests?|releases?) | development | enhancements? | opt-?(?:outs?|ins?) | exemptions?
  | documentation | samples | (?:download )?links | uploads?(?!${REJECTED}) | write access | editing | changing | modif(?:ying|ications?) | renaming | resizing | scaling`;

/** Steps on the way to the end. */
export const OTHER = [
  says(
    endOf(STEPS),
    'Feature updates stop after @',
    'Feature work on Relay ends on @',
    'The opt-out is removed on @',
    'Development was frozen on @',
    'Starting @, resizing of classic machines is blocked',
  ),
  says(
    r`^\W*(?:(?:all|any|the|these|our) )?(?:[\w-]+ )?(?:exemptions?|exceptions?|extensions?) (?:(?!(?:of|to|for)\b)[\w-]+ ){0,5}?(?:ends?|expires?|lapses?|runs? out)\b`,
    'Exemptions granted by our support team end on @',
  ),
  says(
    r`\b(?:removed|hidden|gone|disappears?) from (?:the |all )?(?:\w+ )?(?:navigation|menus?|toolbar|home ?page|start page|ribbon|user interface|UI)\b`,
    'The old portal is removed from the navigation on @',
  ),
  says(
    r`\b(?:removed|deleted|taken (?:down|off)|gone|disappears?) (?:from )?(?:the |our |its |all )?(?:[\w.-]+ ){0,2}?(?:mirrors?(?: system| network)?|web ?sites?)\b`,
    'Old releases will be removed from the mirrors on @',
    'The manuals are taken off our website on @',
  ),
  says(
    r`\b(?:warnings?|banners?|notifications?|reminders?) (?:will )?(?:start|begin)s?\b`,
    'Warnings start on @',
  ),
  says(
    r`\b(?:slower|(?:take|wait)s? longer)\b`,
    'From @ requests are slower',
    'From @ jobs wait longer for a machine',
  ),
  says(
    r`\b(?:is|are|be|gets?)(?: \w+ly)? (?:given|assigned|issued|allocated) (?:an? )?(?:new|different|other|second)\b`,
    'From @, your webhook will automatically be given a new address',
    'On @ each relay is assigned a different host name',
  ),
  says(
    r`\b(?:tab|button|tile|widget|link|icon|shortcut|menu (?:item|entry)|toggle) ${BE}${ADVERBS} (?:removed|hidden|gone) from\b`,
    'In @, the Relay tab was removed from the app',
  ),
  says(r`\b(?:is|are|be|becomes?) the (?:new )?default\b`, 'From @ the new editor is the default'),
  says(
    r`(?:^\W*|, )(?:please )?(?:tell us|let us know|submit|apply|fill (?:in|out)|send us|contact us)\b[^@]*${BY}`,
    'Let us know by @ which address you want',
    'To keep your address, tell us by @ where it leads',
  ),
  says(
    r`\b(?:submit|fil(?:e|ing)|open|rais|report|send|vot(?:e|ing)|upvot)\w*\b[^@#]{0,60}\b(?:tickets?|bugs?|issues?|feedback|suggestions?|feature requests?)\b[^@#]*\b(?:until|till|through|before|up to) @|\b(?:tickets|bugs|issues|suggestions|feature requests)\b (?:can|may)(?: still)? be (?:submitted|filed|opened|reported|sent)\b[^@#]*${UNTIL}`,
    'You can go on filing bugs until @',
    'Suggestions can wait, but open tickets before @',
    'Feature requests can be submitted until @',
  ),
  says(r`\bnew features?\b[^@]*\bonly\b`, 'Starting @, new features are only added to Hub'),
  says(
    r`\b(?:small|growing|increasing) (?:share|percentage|number|fraction|subset|portion)\b`,
    'From @ we reject a small share of requests',
  ),
  says(r`\bfeature[ -]?(?:frozen|freeze)\b|\bcode freeze\b`, 'Relay will be feature frozen on @'),
  says(
    r`\b(?:begin|start)(?:s|ning|ing)? (?:to )?(?:send|show|display)(?:ing)?\b`,
    'In @ we will begin sending warnings to users',
  ),
  says(
    r`\b(?:banners?|warnings?|notifications?|messages?|notices?)\b[^@#.]{0,30}\b(?:appears?|(?:is|are|be) (?:shown|displayed|logged))\b`,
    'A banner will appear in the portal starting @',
    'A deprecation warning appears from @',
  ),
  says(
    r`\b(?:writes|write access|write operations|editing) ${BE}${ADVERBS} ${ENDED}\b|\b(?:writes|write access|write operations|editing) will be ${ENDED}\b`,
    'On @ writes will be disabled',
  ),
  says(
    r`\b(?:documentation|docs|samples)\b[^@]{0,20}\b(?:removed|deleted|taken down|unpublished)\b`,
    'The documentation will be removed on @',
  ),
  says(
    r`\benter(?:s|ed|ing)? (?:its |the )?(?:deprecation|retirement|sunset|wind-?down|phase-?out)\b`,
    'Relay entered deprecation on @',
  ),
  says(
    r`\b(?:requests?|calls?|traffic|connections?)\b[^@#]{0,40}${BE}${ADVERBS} (?:throttled|slowed(?: down)?|rate[- ]limited|limited|delayed)\b`,
    'Starting @, requests are throttled',
  ),
  says(
    r`\b(?:limits?|quotas?|capacity|performance|throughput)\b[^@]{0,40}\b(?:lowered|reduced|decreased?|capped|throttled|limited)\b`,
    'Rate limits will be lowered on @',
  ),
  says(
    r`\bopt(?:ed|ing)?[ -]out\b[^@]*${UNTIL}|${NO_LONGER}(?: be)?(?: \w+ly)? opt(?:ed)? out\b`,
    'Tenants can opt out until @',
    'Starting @, admins can no longer opt out',
  ),
  says(
    r`\b(?:shows?|showing|opens?|opening|uses?|using|runs?(?: on)?|running(?: on)?|sees?) (?:[\w.-]+ ){1,6}by default\b`,
    'From @ the portal shows the new experience by default',
    'Beginning on @, runners will begin using version 24 by default',
  ),
  says(
    r`\b(?:start|begin)(?:s|ning)? (?:to )?(?:mov|migrat|transition|convert)(?:e|ing)\b`,
    'We begin moving customers in waves from @',
  ),
  says(
    r`\b(?:extended|paid|premium) support\b[^@]{0,30}\b(?:is|becomes?|will be) (?:available|offered)\b`,
    'Extended support is available for purchase from @',
  ),
  says(
    r`\b(?:disabled?|off|block(?:ed)?|deactivated?|turn(?:ed)? off|switch(?:ed)? off)(?: it| them)? by default\b(?!.*\bfor all\b)`,
    'From @, the old version will be disabled by default',
    'We disable it by default on @',
  ),
  says(
    r`\b(?:${ENDED}|${ENDS}|blocked)\b[^@#]*\b(?:for|of) (?:the first )?\d+(?:\.\d+)? ?(?:%|percent)`,
    'Relay will be turned off for 10% of tenants on @',
  ),
  says(
    r`\b(?:changes?|modifications?|edits?|updates?) to (?:any |the |their |your |its )?[^@#]{1,120}\b(?:requires?|needs?)\b`,
    'Changes to any configuration will require an upgrade to Hub, starting @',
  ),
  says(
    r`\bdefault\b[^@#]{0,40}\bchang\w*\b(?:[^@#]{0,60}\bfrom\b[^@#]{1,60})? to\b`,
    'On @ the default changes from Relay to Hub',
    'On @ the default region of new relays changes to West',
  ),
  says(
    r`\b(?:rate )?(?:limits?|quotas?)\b[^@#]{0,20}\b(?:drops?|falls?|shrinks?) to\b`,
    'On @ rate limits drop to ten calls a minute',
  ),
  says(
    r`\b(?:start|begin)(?:s|ning)? (?:to )?automatically \w+|\b(?:start|begin)(?:s|ning)? (?:to )?(?:migrat|mov|upgrad|convert|transition)\w* [^@#]{1,60}\bautomatically\b`,
    'We will start automatically adopting the recommendations from @',
    'From @, we start migrating tenants automatically',
  ),
  says(
    r`${FROM}[^@]*\b(?:enrolled|placed|put) (?:in|into|on)\b`,
    'Starting @, relays that still run will be automatically enrolled in Extended Support',
  ),
  says(
    r`\b(?:can|may|could)(?: still)? be (?:turned into|converted|restored|recovered|reactivated)\b[^@]*${UNTIL}`,
    'Trials that run can still be turned into subscriptions until @',
  ),
  says(
    r`^\W*(?:${FROM}\W+)?(?:editing|changing|modifying|renaming|importing|exporting|resizing|updates? to|changes to|edits? to)\b[^@]*${BE}${ADVERBS} ${ENDED}\b`,
    'Editing existing rules in the portal was disabled on @',
    'Changes to its settings are blocked after @',
  ),
  says(
    r`\bgradual(?:ly)?\b[^@#]*\b(?:begin|start)\w*\b[^@#]*@`,
    'It is removed gradually beginning with a few tenants on @',
  ),
  says(
    r`\b(?:deprecation|notice period|phase-?out)\b[^@]{0,40}\b(?:begins?|starts?)\b`,
    'deprecation begins @',
    'The deprecation process starts on @',
  ),
  says(
    r`\b(?:migrations?|upgrades?|transition|move)\b[^@]{0,30}\b(?:begins?|starts?)\b`,
    'Migration will begin after @',
    'Automatic upgrades start on @',
  ),
  says(
    r`\bend of (?:all |new )?(?:[\w-]+ ){0,3}(?:upgrades|downgrades)\b`,
    '@: end of server upgrades and downgrades',
  ),
  says(r`\b(?:start|beginning) of (?:the |a )?(?:\w+ )?${ENDING}\b`, 'Start of phased retirement'),
  says(r`\bbegins? (?:the )?deprecation\b`, 'The images will begin deprecation on @'),
  says(
    r`\b(?:development|innovation|investments?)\b[^@.]{0,30}\b(?:stops?|ends?|ceases?|stopped|ended)\b`,
    'Feature development stops on @',
  ),
  says(
    r`\b(?:goes?|went|moves?|enter(?:s|ed)?|put|placed) (?:(?:in|into|to) )?(?:\w+ )?maintenance\b(?! windows?)`,
    'It goes into maintenance on @',
  ),
  says(
    r`\b(?:opt-in|opt-out|trial|migration|transition|notice|grace) (?:period|phase|window)s? (?:begins?|starts?|opens?)\b`,
    'The opt-in period begins on @',
  ),
  says(
    r`${NO_LONGER} (?:be )?(?:edit|modif|chang|renam|resiz|scal|updat)(?:y|e|ed|ied|d)?\b(?! (?:automatically|(?:it|them)selves|(?:or|nor|and) (?:invoked|run|used|started|called|accessed))\b)`,
    'Existing pages can no longer be edited after @',
    "you can't update functions after @",
  ),
  says(r`\bnotice period\b`, 'the plan entered a six-month notice period'),
  says(
    r`\b(?:enter|begin|start|reach)\w* [^@]{0,30}\b(?:deprecation|retirement|sunset|wind-?down|phase-?out|transition|maintenance|deprecated|limited support)(?: [\w-]+)? (?:period|phase|process|cycle|stage|state|status)\b`,
    'the plan entered a six-month retirement period on @',
    'The version has now entered its deprecation period, effective @',
  ),
  says(
    r`\b(?:suspension|pause|moratorium)\b[^@]*\b(?:enforced|in (?:force|effect)|applies|lasts)\b`,
    'The suspension will be enforced from @ to #',
  ),
  says(
    r`\b(?:start|beg[ia]n|launch)\w* (?:an? |the )?(?:[\w-]+ )?(?:auto-?)?migrat(?:ion|ing)\b`,
    'Fenwick started an automigration process for active profiles on @',
  ),
  says(
    r`\b(?:(?:suspension|pause|moratorium)\b[^@]*\bends?|(?:suspension|pause|moratorium|grace period)\b[^@]*\b(?:extended|prolonged|lasts?|until))\b[^@]*@`,
    'The suspension period was extended to @',
  ),
  says(
    r`\b(?:maintenance mode|limited maintenance|(?:read|view)[ -]only|grace period(?! (?:\w+ )?(?:ends?|expires?|is over)))\b`,
    'It becomes read-only on @',
    'on @ it switches to view-only',
  ),
  says(
    r`\bno (?:longer (?:add|get|receive) )?(?:any )?(?:new|further|more) (?:features?|functions?|functionality|releases?|versions?)\b`,
    'no new features are added after @',
  ),
  says(
    r`\b(?:removed|retired|shut down|deleted|closed)\b[^@]*\b(?:(?<!\b(?:no|not) )earlier|already)\b`,
    'We removed the preview portal earlier',
  ),
  says(
    r`${FROM}(?:(?!\bstop(?:s|ped)? working\b)[^@])*\b(?:warn(?:s|ings?)?|deprecation (?:header|notice)|banners?|notifications?|prompts?)\b`,
    'From @ a warning is shown in the portal',
  ),
  says(
    r`\b(?:see|get|receive|be shown)\b[^@]*\b(?:warn(?:s|ings?)?|banners?|notifications?|prompts?|messages?)\b[^@]*${FROM}`,
    'Users will see a notification about the new address starting @',
  ),
  says(
    r`@\W*(?:an? )?(?:warnings?|banners?|notifications?|prompts?)\b`,
    '@: warnings begin to show',
    '@: a notification asks users to switch',
  ),
  says(
    r`\b(?:carr(?:y|ies)|sends?|sent|adds?|ha(?:s|ve)|contains?|includes?)\b[^.]{0,30}\bheaders?\b`,
    'On @ responses start to carry a Sunset header',
  ),
  says(
    r`\b(?:begin|start)(?:s|ning)? (?:the |to )?(?:gradual |phased )?roll\w*`,
    'We begin rolling out the change in @',
  ),
];

/** What is new from a day on says nothing of an end. */
const ARRIVAL = oneOf`available | support\w* | offer\w* | introduc\w* | launch\w* | releas\w* | ships?
  | (?<!\b(?:to|by|with|at) (?:the|a) )new | add(?:s|ed|ing)? | includ\w* | publish\w* | default`;

/** A change that comes with a day, of which no other rule says what it is. */
export const CHANGE = [
  says(
    r`\bredirect\w*\b|\b(?:will|to) point to\b`,
    'We will redirect the old address on @',
    'The tag will point to version 22 starting @',
  ),
  says(
    r`^\W*${FROM}(?!.*\b${ARRIVAL}\b)[^@]*\b(?:will|(?:has|have) been|(?:is|are) (?:being )?\w+ed|(?:we|they)(?:['’]re| are) \w+ing)\b`,
    'From @, the frequency of these failures will increase',
    'Since @, the first build of each app has been failing',
    'Starting @, all traffic is redirected to the other address',
    "Starting @, we're moving tenants in waves",
  ),
  says(
    r`(?<!\blast )\b(?:chang(?:e|es|ed|ing)|transition(?:s|ed|ing)?|updat(?:e|es|ed|ing))\b[^@]{0,80} on @`,
    'IP addresses change on @',
  ),
];
