import { says } from './construction.ts';
import { ENDING, oneOf, USERS } from './vocabulary.ts';

const r = String.raw;

const CALLED_OFF = oneOf`cancel+ed | called off | abandoned | withdrawn | reversed | put on hold | on hold | paused | postponed | delayed | deferred | suspended`;

/** An end that does not come on its date after all. */
export const WITHDRAWN = [
  says(
    r`\b(?:cancel+ed|called off|abandoned|reversed)\b[^@#]*\b${ENDING}\b[^@#]*@`,
    'We have cancelled the retirement that was planned for @',
  ),
  says(
    r`\b(?:decided|agreed|chosen|chose) (?:not to|against)\b`,
    'We have decided not to remove the service on @',
  ),
  says(
    r`\b${ENDING}\b[^@#]*@[^@#]*\b(?:is|are) off(?: the table)?\W*$`,
    'The retirement that was planned for @ is off',
  ),
  says(
    r`\bno (?:current )?plans? to (?:retire|remove|end|discontinue|shut|deprecate|close)\b`,
    'We have no plans to retire it on @',
  ),
  says(r`\bno longer (?:plan|intend)\w*\b`, 'We no longer plan to retire it on @'),
  says(
    r`\b(?:${ENDING}|plans?|date|deadline)\b.*\b(?:is|are|was|were|been|being) (?:\w+ )?${CALLED_OFF}\b(?!.*\b(?:to|until|till|by|for)\b[^@#]{0,20}[@#])`,
    'The retirement planned for @ has been cancelled',
    'The removal on @ is postponed until further notice',
    'We told you that the retirement is temporarily paused',
  ),
  says(
    r`\b(?:we|have|has) (?:\w+ )?(?:${CALLED_OFF})\b[^@#]*\b${ENDING}\b(?!.*\b(?:to|until|till|by|for)\b[^@#]{0,20}[@#])`,
    'We have temporarily paused the sunset',
  ),
];

/** A date that no longer holds because it was moved. */
export const REPLACED = [
  says(
    r`\b(?:extend|postpon|delay|mov|push|shift|deferr)\w*\b[^@#]*\b(?:planned|scheduled|set|due|announced) (?:for|on) @ (?:to|until|by)\b[^@#]{0,20}#`,
    'We have postponed the shutdown planned for @ to #',
  ),
  says(
    r`\bwas (?:(?:due|supposed|set|planned|scheduled|meant) )?to (?!be\b[^@#]*\bby\b)\w+[^@#]*@[^@#]*\bnow\b[^@#]*#`,
    'The removal, which was to happen on @, will now happen on #',
  ),
  says(
    r`\b(?:(?:original|previous|initial|former)ly\b(?! (?:communicated|told|informed|wrote|posted|shared)\b)|(?:original|previous|initial|former) (?:[\w()-]+ ){0,5}?(?:dates?|deadline|plan|timeline|schedule|target|retirement|deprecation|removal|end|cut-?off)\b|first (?:scheduled|planned|set|due)(?: for)?)[^@#]*@`,
    'which was originally planned for @',
    'The sunset, first scheduled for @, was put off',
  ),
  says(
    r`\b(?:extend|postpon|delay|mov|push|shift|deferr|chang)\w*\b[^@#]*\bfrom @ (?:to|until) #`,
    'The retirement date has moved from @ to #',
  ),
  says(
    r`\bhad (?:\w+ly )?(?:said|announced|told|stated|written)\b[^@#]*\bwould\b[^@#]*@`,
    'We had said that it would be retired on @',
  ),
  says(
    r`\b(?:originally|previously|initially|first) (?:told|said|announced|communicated|informed|wrote)\b[^@#]*\bwould\b[^@#]*@`,
    'We originally told you that Relay would end on @',
  ),
  says(
    r`\b(?:had|was|were) (?:\w+ly )?(?:planned|intended|wanted|meant)\b[^@#]*@`,
    'We had planned to remove it on @',
  ),
  says(r`#[^@#]{0,20}\bnot (?:on|in|from|by) @`, 'It goes down on #, not on @ as we wrote before'),
  says(r`\b(?:instead of|rather than) @`, 'The deadline is # instead of @', 'Instead of @'),
  says(
    r`(?<!(?:\b(?:not|no longer|cannot)|n['’]t) (?:be )?)\b(?:extend|postpon|delay|mov|push|deferr|chang)(?:ed|es|s|ing)\b(?! (?:[\w-]+ ){0,2}${USERS}\b)[^@]*\bfrom @`,
    'We are moving the date from @',
  ),
  says(
    r`@(?: \w+){0,4} (?:no longer applies|is (?:withdrawn|void|obsolete))\b`,
    'the date of @ no longer applies',
  ),
];
