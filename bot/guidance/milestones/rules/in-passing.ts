import { A_NEW, ENDED, FROM, oneOf, RESOURCES, UNTIL, USERS } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** Days of a message about the end, or of a rehearsal of it. */
export const OCCASIONS = [
  says(r`^\W*@ by \w+\W*$`, '@ by Robin'),
  says(
    r`\((?:was|before|formerly|previously|originally|instead of)[: ]+@`,
    'The new retirement date is # (was @)',
    'Our scripts stop on # (previously @)',
  ),
  says(
    r`^\W*(?:last )?(?:updated?|revised|edited|modified)\W*(?:on )?@`,
    'Updated @: we have a new timeline',
    'Update on @: we have paused the retirement',
  ),
  says(
    r`\b(?:(?:a|the|our|community) call|webinar|meeting|session|rehearsals?|brown-?outs?|scream tests?|outage tests?|(?:rolling|planned|scheduled|daily|short) outages?|maintenance windows?|downtimes?|(?:short|brief|temporary) (?:\w+ )?(?:interruptions?|outages?)|office hours|survey)\b|^(?!.*\b(?:retir|shut|decommission|discontinu|sunset|remov|delet|turn\w* off|switch\w* off|end[ -]of[ -]life)).*\b(?:discounts?|refunds?|promotions?|vouchers?|price(?! list)|pricing|invoice|billing)\b`,
    'We held a call on @',
    'The price changes on @',
    'Brownouts take place between # and @',
  ),
  says(
    r`\b(?:questions|concerns|feedback|comments)\b[^@#]*\b(?:by|before|until|till) @|^\W*(?:please )?(?:e-?mail|write to|mail|(?:send|submit) (?:an? |us |your |any )?(?:e-?mails?|mails?|questions|feedback|comments))\b[^@#]*\b(?:by|before|until) @`,
    'Send your questions to the team by @',
    'please send mail to the team by @',
  ),
  says(
    r`\b(?:send|sends|sending|sent|receive|get)\b[^@]{0,40}\breminders?\b`,
    'Between # and @ we will send reminders to owners',
  ),
  says(
    r`^\W*(?:for|to) (?:more|further|additional|other|learn|read|see)\b[^@]*\b(?:see|read|visit|refer to|more about)\b[^@]*@`,
    'For more information on the script, see Relay end of life: @',
  ),
  says(
    r`\b(?:changed|moved|extended|postponed|announced)\b[^@,]*#[^@,]*\bon @\W*$`,
    'The date was moved to # on @',
  ),
  says(
    r`\bfor (?:an?|one|two|three|four|six|a few|several|\d+) (?:hours?|minutes?)\b`,
    'On @ Relay will be unavailable for two hours',
  ),
  says(
    r`\b(?:\w+[- ])?(?:hour|minute)s?[- ](?:blocks?|windows?|periods?|intervals?)\b`,
    'Starting @, there are one hour blocks in which builds fail',
  ),
];

/** Dates that say whom a statement is about: who counts as a customer, or what counts as unused. */
export const QUALIFYING = [
  says(
    r`\b(?:that|which) (?:are|is|were|was) (?:superseded|replaced|released|published)\b[^@#]*\b(?:on|in|before|by) @`,
    'On # we retire all versions that are superseded by a newer one on @',
  ),
  says(
    r`\bif you(?:['’]ve| have)?(?: already)? (?:migrated|moved|upgraded|updated|switched)\b`,
    'If you migrated before @, no action is needed',
  ),
  says(
    r`(?<!\bonly [\w-]+ )\b(?:if|that|who|which|whoever)\b[^@.]{0,40}\b(?:us(?:ed|ing)|created|bought|purchased|signed up|subscribed|enrolled|had|owned)\b[^@]*\b(?:before|prior to|between|in|during) (?:the month of )?(?:# and )?@`,
    'Subscriptions that have actively used it between # and @',
    'If you created an instance before @',
  ),
  says(
    r`\b(?:that|who|which)\b[^@.]{0,40}\b(?:used|created)\b[^@]*\bbetween @ and #`,
    'Subscriptions that have actively used it between @ and #',
  ),
  says(
    r`\b(?:created|registered|provisioned|deployed|purchased|enrolled) (?:on or )?(?:before|after) @[^@]*\b(?:unaffected|not (?:be )?(?:affected|impacted)|already)\b`,
    'Relays created before @ are not affected',
  ),
  says(
    r`\b(?:issued|created|generated|signed|registered|built|published) (?:on or )?before @[^@#]*\b(?:stops?|ends?|expires?|fails?|no longer|revoked|removed|deleted|disabled|invalidated)\b[^@#]*#`,
    'Tokens issued before @ stop working on #',
  ),
  says(
    r`\bexisting (?:\w+ ){1,3}(?:created|registered|provisioned|deployed|purchased|bought|enrolled) before @`,
    'existing accounts created before @ may go on using it',
  ),
  says(
    r`^\W*(?:with|if|for|all|any|only)? ?(?:${USERS}|${RESOURCES}) (?:created|registered|provisioned|deployed) (?:(?:on or )?before|before or on) @`,
    'With tenants created before or on @',
  ),
  says(
    r`\b(?:is|are|was|which is|comes) (?:[\w-]+ ){0,3}?(?:days?|weeks?|months?|years?) (?:before|earlier than|ahead of|sooner than) (?:the |its )?(?:originally |previously )?(?:planned|scheduled|expected|announced|intended|original)\b[^@#]*@`,
    'which is seven months before the planned end of life of Relay 2 (@',
  ),
  says(
    r`^\W*(?:after|from|since) [^@#]{0,30}@\W{0,2}(?:and|but|to) (?:before|until)\b[^@#]{0,30}#`,
    'After the end of sale (@) and before the end of support (#), you can view your orders',
  ),
  says(
    r`^\W*(?:because|since|given that|now that|as (?!of\b|from\b)) ?[^@#]{3,80}\b(?:reached|went|has been|was|were|ended|left)\b[^@#]{0,60} (?:on|in|since) @`,
    'Because the language reached its end of life on @',
    'As its maintainers ended support in @',
  ),
  says(
    r`\bby (?:its|their|the) (?:own )?(?:maintainers?|makers?|authors?|vendors?|publishers?|manufacturers?|community)\b[^@#]{0,20}\bsince @`,
    'Version 18 is no longer supported by its maintainers since @',
  ),
  says(r`\b(?:the|that|this) @ (?:group|wave|cohort|batch)\b`, "Guests aren't included in that @ group"),
  says(
    r`\b(?:inactive|idle|unused|dormant|not (?:been )?(?:used|active))\b[^@#]{0,20}\bsince @`,
    'On # we delete machines that have been inactive since @',
  ),
];

/** What a vendor adds to a product as long as it develops it. */
const ADDITIONS = oneOf`regions | locations | versions | models | languages | locales | integrations | connectors | formats | images | sizes | types | templates | sources`;

/** Says who ends something, or that it is ended. */
const SAYS_END = r`\b(?:we|will|is|are)(?: \w+){0,3}? (?:retir|remov|disabl|shut|decommission|turn|switch|disappear)\w*`;

/** Steps that last for a while, the days on which only a pause ends, and those from which a product gains nothing. */
export const PERIODS = [
  says(
    r`\bno (?:new|further|more) (?:[\w-]+ ){0,3}?${ADDITIONS} (?:(?:will be|are|get) )?(?:added|introduced|launched|released)\b`,
    'No new operating system versions will be added after @',
  ),
  says(
    r`(?:(?<!\bcan )\b(?:not|no longer|stop)|(?<!ca)n['’]t) (?:be )?(?:add|introduc|launch)(?:e|ing)? (?:any )?(?:new|further|more) (?:[\w-]+ ){0,3}?${ADDITIONS}\b`,
    'We will not add new models to the service after @',
  ),
  says(
    r`(?<!\b(?:extend|postpon|delay|mov|push|shift|chang|defer)\w*\b[^@#]{0,60})\bfrom # (?:to|until|through) @`,
    'Creation is turned off from # to @',
  ),
  says(
    r`^(?!.*\b(?:retir|remov|disabl|shut|stop|decommission|turn|disappear)\w*\b.*\bbetween\b|.*\bbetween\b.*${SAYS_END}).*\bbetween # and @`,
    'Requests are slowed down between # and @',
  ),
  says(
    r`\b(?:phase|period|stage|window|mode)\W{0,3}(?:from )?[@#]\s?(?:–|—|-|to|until|through)\s?[@#]`,
    'Full Support Phase (@ – #)',
    'Migration period: # to @',
  ),
  says(r`^\W*between @ and\b(?!.*${SAYS_END})`, 'Between @ and #, only critical fixes are made'),
];

const APPEARED = oneOf`released | (?<!\b(?:last|final) (?:[\w-]+ )?)(?<!\b(?:with|as of|in|until|before|by|after|from) (?:the|our|its) (?:[\w.'’]+ ){0,3})release | releas(?:es|ing) | shipp(?:ed|ing) | ships | launch(?:ed|es)? | introduced | came out | published | rolled out
  | expected | founded | acquired | born | built | (?:last )?updated | reviewed | modified | generally available | general availability | GA
  | bec(?:ame|omes?) (?:available|LTS|stable|current) | (?:public|private|in) preview | opened | first seen | tested | measured | took effect`;

/** How long what comes instead lasts, or what a product depends on. */
export const SUCCESSOR = [
  says(
    r`\bnew (?:[\w-]+ ){1,3}(?:will|is|are)\b[^@]*\b(?:available|supported)\b[^@]*${UNTIL}`,
    'The new image will run on version 9 and will be available until @',
  ),
  says(
    r`\b(?:depends?|rel(?:y|ies)|(?:is|are) (?:based|built)|runs?) (?:up)?on [^@#]{1,60}\bwhose\b[^@#]*@`,
    'Relay depends on a library, whose support ends on @',
  ),
];

/** Dates that are no milestones. */
export const PASSING = [
  says(
    r`^\W*@\W+(?:[\w-]+ ){0,2}(?:alpha|beta|preview|public|initial|first|GA) (?:release|launch)\b`,
    '@: Public beta release for Hub',
  ),
  says(
    r`^\W*(?:[\w-]+ ){0,3}v?\d+(?:\.\d+)+ \(@\) (?:and|or) (?:later|newer|above|higher)\b`,
    'Relay 1.25 (@) and later use the new name',
  ),
  says(
    r`\((?:the )?@ (?:release|update|build|version)\)|\b(?:with|since|as of) the @ (?:release|update|build|version)\b(?!.*\b(?:${ENDED}|no longer)\b)`,
    'Version 2.27 (@ release) or later',
    'With the @ release you can upgrade as usual',
  ),
  says(
    r`\bthis repository (?:has been|was) archived by the owner\b`,
    'This repository has been archived by the owner on @',
  ),
  says(
    r`(?<!\bno (?:\w+ )?)(?<!\bsecurity )\b(?:updates?|dates?|timelines?|details|information|schedule)\b[^@#]{0,60}\b(?:will be|be|are|were) (?:provided|shared|available|given|published|communicated)\b`,
    'By @, a date for the next step will be provided',
    'Updates will be provided in @',
  ),
  says(
    r`\b(?:information|details|guidance|instructions|documentation)\b[^@#]{0,60}\b(?:coming|(?:to|will) (?:come|follow)|follows?|expected|due) (?:out )?(?:on |by |in |around |about )?@`,
    'More information on the new portal coming @',
    'Details for other clouds will follow in @',
  ),
  says(
    r`\b(?:provided|published|shared|gave) (?:an? |the |our )?(?:\w+ )?(?:timeline|timetable|update|schedule|roadmap)\b`,
    'In @, we provided a timeline',
  ),
  says(
    r`(?<!\bwith )\bno (?:further |more )?(?:extensions?|exceptions?)\b`,
    'There will be no extension after @',
  ),
  says(
    r`(?<!(?:\b(?:no|not)\b|n['’]t\b)[^@]{0,80})\b${APPEARED}(?: (?!(?:retir|stop|end|clos|shut|remov|EO[LS]\b))[\w.]+){0,3}?,? (?:on|in|since|at|as of|from|for)?(?: the)? ?@`,
    'released in @',
    'Quill Reports 4 came out in @',
    'Wicket 3.9 is expected on @',
    'Version 8 became generally available on @',
  ),
  says(
    r`(?<!\b(?:last|final) )\breleases? of [^@,]{1,40},? (?:on|in) @`,
    'With the release of version 9.0, on @, the date was set',
  ),
  says(
    r`@[^@]*\b(?:announced|reached) (?:the )?(?:general availability|preview|launch)`,
    'In @ we announced the general availability',
  ),
  says(
    r`\b(?:announc|present|introduc|unveil)(?:e|ed|es|ing) ${A_NEW}`,
    '@: the project announces a new, faster index for its packages',
  ),
  says(
    r`@[^@]*\b(?:introduced|launched|released|shipped)\b(?!.*\b${ENDED}\b)`,
    'In @ we launched the new portal',
  ),
  says(
    r`\btemporar(?:y|ily)\b[^@]*\b(?:fail|disabl|block|interrupt|turn off|reject|remov|stop|suspend|shut|end)`,
    'we will temporarily fail jobs starting in @',
  ),
  says(
    r`\b(?:open|available|included|(?<!\bnot )been (?!${ENDED}|unsupported)\w+) since @`,
    'has been open since @',
  ),
  says(
    r`\b(?:was|were) (?:\w+ly )?(?:replaced|superseded|renamed)\b`,
    'It was replaced in @ with another one',
  ),
  says(
    r`\b(?:be|been|is|are|was|were) made available\b(?![^@]*${UNTIL})`,
    'A migration tool will be made available by @',
  ),
  says(r`\bpaid beyond @`, 'whoever paid beyond @'),
  says(
    r`\bdid(?:n['’]t| not)\b[^@]*\b(?:in|before|during)(?: the month of)? @`,
    "Organizations that didn't use it before @",
  ),
  says(
    r`\b(?:that|who|which) (?:used|had|ha(?:s|ve))\b[^@]*\bbefore @`,
    'accounts that have the offer before @',
  ),
  says(r`${UNTIL}[^@]*\b(?:nothing|no) chang`, 'Until @ nothing changes'),
  says(
    r`\bafter @(?![^@]*\bno guarantee)[^@]*\b(?:can|will|may) (?:still|continue|go on)\b(?!.*\b(?:no longer|without)\b)`,
    'After @ you can still read your old reports',
  ),
  says(
    r`(?<!\bnot )(?<!\bno longer )\b(?:continues?|keeps?|goes on|go on)\b[^@]*\bafter @(?!.*\b(?:no longer|without)\b)`,
    'Existing jobs will continue to run after @',
  ),
  says(
    r`^\W*${FROM}\W+(?:(?!\b(?:no|not|none|nobody|only|neither|existing)\b)[^@#]){0,120}?(?:\bwill(?: also)? be able to|\bcan(?: now| also)?) (?!(?:only|no)\b)(?:select|choose|configure|use|try|opt in|enable|set up|test|start|switch|move|migrate|request|apply|import|export|download)\b(?!.*\b(?:only|no longer|cannot|without|own risk|until)\b)`,
    'Beginning @, customers who need text messages will be able to choose a provider',
    'From @ you can switch your workspace to the new format',
  ),
  says(r`${FROM}[^@]*\b(?:is|are) recommended\b`, 'As of @ most flows are recommended for migration'),
];
