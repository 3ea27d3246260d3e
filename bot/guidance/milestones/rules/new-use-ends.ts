import {
  ADVERBS,
  BE,
  CREATE,
  ENDED,
  ENDING,
  FOR_NON_USERS,
  FROM,
  NEW,
  NO_LONGER,
  NON_USERS,
  NOT,
  OFFERS,
  RESOURCES,
  UNTIL,
  USERS,
} from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

const STOPPED_BEING = r`${NO_LONGER}(?: be)?`;

export const NEW_USE_ENDS = [
  says(
    r`\bonly(?: be)?(?: \w+)?(?: to)? existing (?:customers|users|tenants|subscribers|organi[sz]ations)`,
    'Relay is only open to existing customers from @',
  ),
  says(
    r`\b(?:existing|current) (?:customers|users|tenants|subscribers|organi[sz]ations)(?: only)? (?:from|after|since|as of|starting|beginning)`,
    'for existing customers only from @',
  ),
  says(
    r`\b(?:${ENDED}|hidden|available|deprecated|ends?|stops?|retires?) (?:[^@]{0,30} |(?:on|in|by|from|since|as of|after) @,? )?${FOR_NON_USERS}`,
    "becomes unavailable to tenants that don't use it @",
    'Effective @, the feature is deprecated for tenants that never used it',
    'On @, Relay is turned off for newly created tenants',
    'Relay will be hidden from the portal for new tenants on @',
    'Rules have been retired since @ for new tenants',
    "Beginning @, rules were deprecated for all online organizations that weren't using them",
  ),
  says(
    r`\bfor the first time\b.*(?:${NO_LONGER}|\bnot\b)|(?:${NO_LONGER}|\bnot\b).*\bfor the first time\b`,
    'From @, users who connect for the first time will no longer be able to do so',
  ),
  says(
    r`\b(?:date|turn-?down|shut-?down|retirement|removal|end) \((?:for )?new\b`,
    'Turndown date (new projects)',
  ),
  says(
    r`\b(?:(?:ability|option|possibility|button) to ${CREATE}|(?:create|add|new|sign-?up|order|buy)(?: [\w-]+){0,2} button)\b`,
    'The ability to create workspaces will be removed on @',
    'The create button will disappear from the portal on @',
  ),
  says(
    r`\b(?:for|of|to) (?:all |any )?${NON_USERS} (?:\w+ )?(?:will|is|are|retires?|ends?|stops?)\b`,
    'On @, outbound access for new virtual networks will retire',
  ),
  says(
    r`\b${CREATE}\b[^@.]{0,60}\b(?:requires?|needs?) (?:an? )?(?:exemption|exception|approval|permission)\b`,
    'From @, creating relays requires an exemption',
  ),
  says(
    r`\bonly [^@]{1,60}\bexisting\b[^@]{0,40}\b(?:can|may|will)\b`,
    'Beginning @, only subscriptions with existing relays may add more',
  ),
  says(
    r`\b${NON_USERS} (?:\w+ )?(?:are|get|will be) (?:sent|directed|redirected|routed|moved|onboarded) (?:directly )?to\b`,
    '@ – New users are sent to the new portal',
  ),
  says(
    r`\b(?:downloads?(?! links?)|installers?)\b[^@]{0,20}${BE}${ADVERBS} ${ENDED}\b|\bno longer (?:be )?(?:available (?:for|to) (?:download|purchase|order)|orderable|purchasable|for sale)\b`,
    'The download was removed on @',
    'Relay is no longer available for purchase from @',
    'The licence is no longer orderable as of @',
  ),
  says(
    r`(?:\b(?:no longer|not)|n['’]t) (?:be )?(?:appear|listed|shown|found|offered)(?: (?:in|on|through|from))? (?:the |our )?(?:[\w'’-]+ ){0,3}?(?:stores?|marketplace|catalog|gallery|price list)\b|\b(?:delisted|unlisted)\b`,
    'On @ Relay will no longer appear in the marketplace',
    'The extension will be delisted on @',
  ),
  says(
    r`^\W*(?:@\W+)?${NON_USERS}[^@]*\b(?:lose|cannot|no longer|will not)\b`,
    'Tenants without any use in the last quarter lose the setting',
  ),
  says(
    r`\bonly\b[^@]{0,60}\b(?:that|which) can be created\b`,
    'Starting on @, short forms will be the only kind that can be created',
  ),
  says(
    r`\b(?:created|registered|provisioned|deployed|installed) (?:on or )?before @[^@#]*\b(?:continue|keep|remain)\w*\b[^@#]*\b(?:until|through) #`,
    'Tags created before @ will continue to work until #',
  ),
  says(
    r`\b(?:continues?|remains?|available|supported|works?|working)\b[^@]{0,40}\b(?:for|to|in) \w+ (?:created|registered|provisioned|deployed) (?:(?:on or )?before|before or on) @`,
    'Support for the old form continues for buckets created on or before @',
  ),
  says(r`\bonly\b[^@]*\balready\b`, 'As of @, you can only use it if your subscription already has it'),
  says(
    r`\b${ENDING} (?:of|for) (?:all |any )?${NON_USERS}`,
    'The retirement of new environments starts on @',
  ),
  says(
    r`\b(?:created|provisioned|onboarded|deployed|registered|opened) (?:on or )?(?:after|from|since) @[^@]*(?:\bnot\b|n['’]t\b|\bno\b|\bonly\b)`,
    'Tenants created after @ will not have access to Relay',
  ),
  says(
    r`(?:^\W*|@,? )(?:[\w-]+ ){0,3}?(?:projects|customers|tenants|accounts|subscriptions|organi[sz]ations|users)\b[^@]{0,30}\b(?:(?:without|with no) (?:previous|prior|existing) us(?:age|e)|(?:that|who|which) (?:do|did|have)(?:n['’]t| not)(?: \w+)? (?:used?|utili[sz]ed?))\b`,
    'From @ projects without previous usage only support the other registry',
    "As of @, customers who didn't use it can no longer add relays",
  ),
  says(
    r`${FROM}[^@]*\b(?:onboard|direct|route|place|provision)\w* (?:all |any )?new (?:\w+ ){0,3}?(?:customers|tenants|users|subscribers|accounts)\b`,
    'Starting @, we will onboard all new customers directly to Hub',
  ),
  says(r`${NEW}[^.@]*\bonly\b[^@]*@`, 'New forms are v2 only from @'),
  says(
    r`\b(?:an?|any) new (?:installations?|deployments?|instances?|registrations?|sign-?ups?)\b[^@]*\bfails?\b`,
    'As of @, attempting a new installation will fail',
  ),
  says(
    r`${FROM}[^@]*${NEW}[^@]*\b(?:created|provisioned|hosted|placed|deployed) (?:on|in|with|as)\b`,
    'Starting @, all new projects are created on the new stack',
  ),
  says(
    r`\bno (?:more|further|additional) (?:[\w-]+ )?(?:${USERS}|${RESOURCES})\b|\bno (?:more|further|additional) [\w-]+ (?:can|will|may) be (?:${CREATE}|made|added)`,
    'From @ we take no more customers',
    'From @ no further relays can be made',
  ),
  says(
    r`${NO_LONGER}(?: be)? (?:listed|shown|offered|available)\b[^@]*\bwhen (?:you |they )?${CREATE}\b`,
    'Starting @, the tier is no longer listed when you create a relay',
  ),
  says(r`\bonly existing \w+ (?:can|may|will) be\b`, 'From @ only existing relays can be used'),
  says(
    r`${OFFERS}(?: [^@#.]{1,40}@)? (?:(?:(?:are|is) going )?to (?:be )?|will (?:be )?|(?:are|were|is|was) (?:being |all )?)(?:deprecate[d]?|removed|withdrawn|discontinued|delisted)\b`,
    'Several legacy offers are going to deprecate as of @',
    'Most of the offers available in @ were removed at that time',
    'These offers are being deprecated on @',
  ),
  says(
    r`\b(?:taken|takes?|comes?) off (?:the )?(?:price list|market|stores?|catalog)\b`,
    'Relay is taken off the price list on @',
  ),
  says(r`\bclosed to new\b`, 'As of @ the program is closed to new customers'),
  says(
    r`\bonly\b[^@]*\b(?:${NON_USERS}|newly (?:created|deployed|provisioned|registered))\b`,
    'Starting @, only the modern form can be used for all newly created recovery vaults',
  ),
  says(
    r`\bonly [^@]{1,60} (?:before|prior to) @[^@]*\b(?:can|may|will)\b[^@]*\b${CREATE}\b`,
    'Only customers who were using Relay before @ can keep creating relays',
  ),
  says(
    r`${NON_USERS} (?:are |will be )?(?:turned away|refused|rejected)\b`,
    'new customers are turned away from @',
  ),
  says(
    r`\b(?:disappears?|removed|gone|hidden) from the (?:list|(?:[\w-]+ )?(?:creat\w+|deployment|order|sign-?up) (?:dialog|page|form|wizard|menu|list|experience|flow))\b`,
    'Relay disappears from the create dialog on @',
  ),
  says(
    r`\bstop\w* (?:accept|tak)ing (?:\w+ )?(?:applications|orders|registrations|applicants)\b`,
    'We stop accepting applications on @',
  ),
  says(r`${NOT}[^@]*?${NEW}`, 'No new customers are accepted since @', 'We stop taking new orders in @'),
  says(
    r`${NEW}(?:[^.]|\.(?=[\dx]))*${NOT}`,
    "New workspaces can't be created",
    'New sign-ups close on @',
    'After @, new deployments that define version 2.7.x will no longer build',
    'Starting @, new customer sign-ups and account upgrades are no longer available',
  ),
  says(
    r`${NEW}[^.@]*\b(?:los(?:e|es)|(?:must|needs?(?: to)?|ha(?:ve|s) to)(?! (?:to )?(?:acquire|buy|purchase|pay|get))|requires?)\b`,
    'From @ new applications must use the second version',
  ),
  says(
    r`\b${CREATE}\b[^.,]{0,100}?(?:\b(?:is|are|be|was|were|been|gets?)(?: \w+ly)? )(?:no longer|not|impossible|unavailable|blocked|disabled|closed|suspended|paused|halted|stopped|discontinued|restricted|prevented|turned off)\b`,
    'Creating Classic servers in the portal is no longer possible beginning @',
    'License sales were discontinued on @',
    'Sign-ups are paused as of @',
    'Creation of managed certificates for custom domains of the gateway is temporarily turned off from @',
  ),
  says(
    r`\b${CREATE}\b[^.]{0,60}?(?:(?:is|are|ca|wo)n['’]t|\bcan ?not|\bcan no longer|\bwill no(?:t| longer) be|\bno longer supports?)\b`,
    "Creating Classic servers in the portal isn't possible beginning @",
    'Acquiring add-ins from the store will not be possible any more from @',
    'Services created on or after @ no longer support the trusted connection',
  ),
  says(
    r`\b${CREATE} (?:\w+ )?(?:blocked|disabled|closed|suspended|stopped)\b`,
    'Creation blocked for existing customers',
  ),
  says(
    r`\b(?:sign up|enrol{1,2}|subscribe|order|purchase|buy|place (?:\w+ )?orders?)\b[^@.]{0,40}\b(?:prior to|before|by|no later than) @`,
    'If you want to use it, sign up prior to @',
    'Orders can be placed, so purchase licences by @',
  ),
  says(
    r`\b(?:restrict|limit)\w* [^@.]{0,80}\bto (?:existing|current)\b`,
    '@ - Restricted access to existing users',
    'From @ access is limited to current customers',
  ),
  says(
    r`(?<!\b(?:have|has|had|been|already) )\b${CREATE}(?: (?:of|for) [^@.,]{1,50}?)? (?:\w+ )?(?:ends?|ended|stops?|closes?|ceases?)\b`,
    'Registration ends on @',
    'Provisioning of relay instances ends on @',
  ),
  says(
    r`${NOT}(?:(?!\b(?:use|using|access|run|sign in|start|pay|make (?:payments|calls)|send|receive|read|connect)\b)[^.]){0,60}?\b${CREATE}\b`,
    "can't turn it on any more",
    'you will no longer be able to deploy clusters after @',
    'Azure will block the creation of gateways from @',
    'the vendor will no longer sell licences after @',
    'The last day to order the products is @',
    "You can't create a new relay using the old sizes after @",
  ),
  says(
    r`(?<!\b(?:who|that|which|you|existing) )\b${CREATE}\b(?! (?:on or )?before\b)[^@#]*${UNTIL}`,
    'With the command line you can go on creating them until @',
    'With templates you can still make them until @',
  ),
  says(
    r`\brenew (?:(?:your|an?|the|any|their|existing) )?(?:[\w-]+ )?(?:subscriptions?|licen[cs]es?|plans?|contracts?|terms?|for (?:one|an?|another|up to)\b)[^@#]*${UNTIL}`,
    'You may renew for one more year until @',
  ),
  says(
    r`${UNTIL}[^.]*(?<!(?:\b(?:already|have|has|had|been|you|they|we)|['’]ve) )\b${CREATE}\b`,
    'Until @ you can create them in the portal',
  ),
  says(
    r`\b(?:remov|withdraw|pull|delist|unpublish)\w* (?:[\w-]+ ){0,4}?from (?:the |all )?(?:[\w'’-]+ ){0,3}?(?:stores?|marketplace|catalog|gallery|sale|marketing|price list)\b(?! (?:apps?|pages?)\b)`,
    'The app will be removed from app stores on @',
    'The offer is withdrawn from sale on @',
    'Relay will be removed from the price list on @',
    "On @, we'll remove it from the editor's marketplace",
  ),
  says(
    r`\bend[ -]of[ -](?:sales?|marketing|order|general availability)\b`,
    'End of sale: @',
    'End-of-Sale Date',
  ),
  says(
    r`\b(?:last|final) (?:(?:date|day) to )?(?:order|purchase|buy|renew|register|subscribe|sales?)\b`,
    'Last order date: @',
    'Final order date: @',
    'The last date to renew is @',
  ),
  says(
    r`${FROM}[^@]*\b(?:must|required|needs?)\b[^@]*${NEW}`,
    'After @ customers are required to choose a certified provider for new deployments',
  ),
  says(
    r`(?:${FROM}[^@]*${STOPPED_BEING} (?:add|join|opt(?:ed)? in|activat|request|publish|set|select|choos)(?:en?|ed)?\b(?! (?:any )?new)|${STOPPED_BEING} (?:add|join|activat|select|choos)(?:en?|ed)?\b(?! (?:any )?new)[^@]*${FROM})`,
    'From @ you can no longer add tenants',
    "The Starter plan can't be selected after @",
    'Starting @, these controls can no longer be added to forms',
    'Beginning @, you will not be able to set the minimum version of a cache to 1.0',
  ),
];
