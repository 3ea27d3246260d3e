import {
  ADVERBS,
  BE,
  BY,
  DUTY,
  ENDED,
  ENDING,
  ENDS,
  FROM,
  MOVE,
  oneOf,
  PROTOCOL,
  UNTIL,
  USE,
  USERS,
} from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

const CONVERTED = oneOf`replaced | superseded | (?:force|forcibly|forcefully)[ -](?:upgraded?|migrated?|moved?|updated?) | auto-?(?:migrated|upgraded|moved|converted|transitioned) | automatically (?:migrate|upgrade|move|convert|transition|switch)s? | automatically (?:migrated|upgraded|moved|converted|transitioned)
  | (?:migrated|upgraded|moved|converted|transitioned)(?: \w+){0,6} automatically`;

/** An end that is not certain yet: the day from which it may come. */
export const TENTATIVE = [
  says(r`(?:\bnot|n['’]t) (?:be )?${ENDED} (?:until|before) @`, "The sizes won't be retired until @"),
  says(
    r`\b(?:as early as|no (?:sooner|earlier) than|not (?:before|earlier than)|at the earliest)\b`,
    'The model will go no sooner than @',
    'Connectors may stop delivering as early as @',
  ),
  says(
    r`\b(?:may|might|could|can|subject to)(?: be)? (?:stop|fail|break|${ENDED})\b`,
    'were subject to stop working unexpectedly',
    'remaining functions may be disabled',
  ),
  says(
    r`\b(?:may|might|could) (?:experience|see|face|suffer|cause|lead to|result in) (?:[\w-]+ ){0,2}(?:disruptions?|failures?|errors|interruptions?|outages?|degradation)\b`,
    'Versions 1.0.x may experience disruption after @',
  ),
  says(
    r`\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began) (?:to |the )?(?:${ENDING}\b|(?:retire|disable|remove|block|turn off|shut down|phase out|delete)\b|${ENDS})`,
    'In @ we start to disable Basic authentication',
    'We will begin the removal on @',
    'We began disabling the old versions beginning on @',
    'We begin retiring connectors in @',
  ),
  says(
    r`\b(?:start|begin)\w* (?:being|to be|getting) ${ENDED}\b`,
    'Old tokens will begin being turned off in @',
    'Relays start to be disabled on @',
  ),
  says(
    r`\b(?:be|is|are) frozen\b|(?<!\bcode )\bfreez(?:e|es|ing)\b`,
    'the old index will be frozen',
    'On @ we freeze it',
  ),
  says(r`\bno guarantees?\b`, 'After @, there is no guarantee that these calls will continue to work'),
  says(
    r`\b(?:beginning|starting) (?:in |on |from )?(?:the )?@ and (?:ending|completing|concluding|finishing)\b`,
    'We will be retiring it beginning in @ and ending in #',
  ),
  says(
    r`\b(?:${ENDED}|${ENDS}|${ENDING})\b.*\bbetween @ and #|\bbetween @ and #.*\b(?:${ENDED}|${ENDS}|${ENDING})\b`,
    'It will retire between @ and #',
  ),
  says(
    r`\b${ENDING}\b(?! (?:period|phase|process|cycle))[^@#]{0,60}\b(?:begins?|began|starts?|started)\b[^@#]*@`,
    'The retirement of the module starts in early @',
  ),
];

/** A day that is better than the last one, which is stated elsewhere. */
export const RECOMMENDED = [
  says(
    r`\brecommend\w*\b[^@]*\b(?:${MOVE}|transition|migration|move)\b[^@]*${BY}`,
    'We recommend completing your transition by @ to have some time before it is shut down',
  ),
];

/** When what replaces it arrives. */
export const ARRIVAL_OF_SUCCESSOR = [
  says(r`\breplaced (?:with|by) (?:an? |the )?new\b[^@]*@`, 'It will be replaced with a new module in @'),
];

/** A service that no longer supports a way to connect refuses it, unless another day is stated for that. */
export const UNSUPPORTED_PROTOCOL = [
  says(
    r`\b(?:stop(?:s|ped)? supporting|no longer supports?|(?:\bnot|n['’]t) support|(?:end|drop|stop|remov|discontinu|withdraw|terminat)\w* (?:\w+ )?support for)\b[^@]{0,60}\b${PROTOCOL}\b`,
    'On @ the store will stop supporting versions 1.0 and 1.1 of TLS',
    'We will permanently remove support for Basic authentication on @',
  ),
  says(
    r`\b(?:support for )?[^@]{0,30}\b${PROTOCOL}\b[^@]{0,40}(?:\bsupport )?${BE}${ADVERBS} (?:no longer supported|unsupported)\b`,
    'TLS 1.0 and 1.1 are no longer supported after @',
  ),
];

/** Support for something that is removed from a product was a part of it: what needs it stops. */
export const REMOVED_SUPPORT = [
  says(
    r`\bremov(?:e|es|ed|ing) (?:[\w-]+ )?support for\b`,
    'We will fully remove support for building with Ant on @',
  ),
  says(
    r`\bsupport for [^@#]{1,60}${BE}${ADVERBS} removed\b`,
    'Support for building with Ant will be removed on @',
  ),
  says(
    r`\bonly\b[^@#]{1,60}\b(?:are|is|be) supported (?:by|in) (?:the|our|its|this)\b`,
    'After @ only two browsers are supported by our application',
  ),
];

/** What goes on until the date, and so ends at it. */
export const LASTING = [
  says(
    r`\b${USE}\b[^@]*${UNTIL}`,
    'Its commands go on working through @',
    'Users who created an account before # can use their password until @',
  ),
  says(r`${UNTIL}[^@]*\b${USE}\b`, 'Until @ you can use it'),
  says(
    r`\b(?:extension|exception|exemption)\b[^@]{0,60}${UNTIL}|\bextension to @`,
    'The extension to @ applies to some',
    'If you need more time, ask for an extension until @',
  ),
];

/** A deprecation that is to come: an end where nothing else is stated, else its announcement. */
export const DEPRECATION = [
  says(
    r`\b(?:will|to) (?:be(?:come)? )?(?:\w+ )?deprecated\b`,
    'The legacy policies will be deprecated on @',
    'On @ the policies will be deprecated',
  ),
  says(
    r`\b(?:will|to) deprecate\b[^@]*@|@[^@]*\b(?:will|to) deprecate\b`,
    'We will deprecate the kit on @',
    'Starting on @, we will deprecate the old address',
  ),
  says(r`\bdeprecating\b[^@]*@`, 'we are deprecating the module on @'),
  says(
    r`\b(?:scheduled|planned|slated|due|set) for deprecation\b`,
    'Version 3 is scheduled for deprecation on @',
  ),
  says(
    r`\b(?:targeted|planned|scheduled|expected|target) deprecation\b[^@]*\bis (?:on |in )?@`,
    'The targeted deprecation for the small sizes is @',
  ),
];

/** A term that some vendors use for the end of use, and others for the end of new use: what is stated elsewhere tells. */
export const END_OF_AVAILABILITY = [
  says(r`\b(?:end[ -]of[ -]availability|EOA)\b`, 'Relay reaches its end of availability on @'),
];

/** What the vendor does on the date to what is left. */
export const CONVERSION = [
  says(
    r`@[^@]*\b(?:all|every|remaining|existing)\b[^@]{0,40}\b(?:switched|moved|migrated|transitioned|converted|upgraded) (?:over )?to\b`,
    'On @, all tenants will be switched to Hub',
  ),
  says(
    r`\b(?:all|every|any|remaining|existing|still)\b[^@]{0,60}\b(?:switched|moved|migrated|transitioned|converted|upgraded) (?:over )?to\b[^@]* (?:on|by|after) @`,
    'All workspaces still on the old plan will be moved to the standard plan on @',
  ),
  says(
    r`\b(?:you|your [\w-]+|they|${USERS} (?:on|with|of|using|that|who)\b[^@]{1,60}?) will be (?:switched|moved|migrated|transitioned|converted|upgraded) (?:over )?to\b[^@]* (?:on|by|after|from|starting|beginning|as of) @`,
    'You will be moved to the standard plan on @',
    'Customers on the small plan will be migrated to the standard plan starting @',
  ),
  says(
    r`@[^@]*\bwe(?:['’]ll| will)(?: automatically)? (?:switch|move|migrate|transition|convert|upgrade) (?:you|them|it|your [\w-]+)\b`,
    'If you are still on the small plan on @, we will move you to another',
  ),
  says(r`\b${CONVERTED}\b[^@]*@`, 'Caches are automatically upgraded on @'),
  says(r`@[^@]*\b${CONVERTED}\b`, 'On @ what remains is automatically migrated'),
];

/** What has to be done by the date. */
export const IMPLIED = [
  says(r`\b${MOVE}\b[^@]*${BY}`, 'Migrate your ND series virtual machines by @'),
  says(r`${BY}[^@]*\b${MOVE}\b`, 'Before @ replace the agent on each server'),
  says(r`${DUTY}[^@]*${BY}`, 'Servers need 4.2 or later by @'),
  says(r`\baction\b[^@]{0,40}\b(?:needed|necessary)\b[^@]*${BY}`, 'Your action is needed before @'),
  says(r`\btake (?:no )?action ${BY}`, 'If you take no action by @'),
  says(r`\bdeadline\b`, 'The deadline is @'),

  says(r`\b(?:last|final) (?:chance|opportunity)\b`, 'Your last chance to move is @'),
  says(r`\b(?:will|can|may|still)\b[^@]*${UNTIL}`, 'They will resolve until @'),
  says(
    r`\b(?:date|deadline|end|${ENDING})\b[^@]*\bis now @`,
    'The date for the end of old tokens, originally #, is now @',
  ),
  says(r`\bnew (?:\w+ )?(?:date|deadline) (?:is|will be) @`, 'the new date is @'),
  says(r`${FROM}[^@]*\b(?:must|requires?|ha(?:ve|s) to)\b`, 'From @, you must use TLS 1.2 to connect'),
  says(r`\b(?:must|requires?|ha(?:ve|s) to)\b[^@]*${FROM}`, 'Relay requires TLS 1.2 as of @'),
  says(
    r`\b(?:ha(?:ve|s)|giv(?:e|es|en|ing)(?: [\w-]+){1,3}?) until @`,
    'You have until @',
    'We give all customers until @',
  ),
  says(r`\b(?:extend|postpon|delay|push|mov|defer)\w*\b[^@]*\b(?:to|until) @`, 'we have postponed this to @'),
  says(
    r`\b(?:must|ha(?:ve|s) to|need(?:s|ed)? to) be (?:on|using|running)\b[^@]*\bby then\b`,
    'have to be on Mesh by then',
  ),
];
