import { A_NEW, ENDED, ENDING, FOR_NON_USERS, FROM, NO_LONGER, OFFERS, oneOf } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

const NOT_OF_SUCCESSOR = r`(?!(?:(?!\b(?:not|no longer|end[ -]of|EO[LS]|retir\w+|deprecat\w+|sunset\w*)\b).)*\b(?:availability|preview|launch|GA)\b)(?! ${A_NEW})`;

const TOLD = oneOf`(?<!\b(?:will|to) (?:be )?|['’]ll (?:be )?)notif(?:ied|ying) | informed | e-?mailed | (?:sent|wrote)(?: \w+){0,2} (?:e-?mails?|letters?|notices?|messages?)
  | blogged | let (?:\w+ ){1,4}know | told`;

/** A message that lists what somebody has is none about the end. */
const NOT_OF_LIST = r`(?![^@]*\bwith (?:an? |the |your )?(?:list|report|inventory|survey|invoice)\b)`;

export const ANNOUNCED = [
  says(r`\b(?:day|date) of (?:this|the|our) announcement\b`, 'the day of this announcement'),
  says(r`@[^@]{0,5}\bthis announcement\b`, '@ (this announcement): we deprecate the old index'),
  says(
    r`(?<!\b(?:as|after|before|since|when) (?:\w+ )?)(?:\bannounc(?:ed|es|ing)\b|\bannouncement\b(?= date|(?: \w+){0,4}?\W{0,3}(?:(?:on|in|of) )?@)|^\W*announcement of\b|^\W*(?:@\W+)?(?:[\w-]+ ){0,4}(?:announcement|notification|notice)\W*$)(?!.*\b(?:will|stops?|no longer|retires?)\b)(?! that (?:on|from|by|as of|after|in|starting|beginning|effective)\b)(?! that\b[^@]*@)(?! [^@#]{1,60}\bto (?:be|come|happen|take place)\b[^@#]*@)(?![^@]*(?:#|\b(?:effective|as of|from|for) @))${NOT_OF_SUCCESSOR}`,
    'The retirement was announced in @',
    'Retirement announced @',
    '@: End-of-support notification',
  ),
  says(
    r`@[^@]*(?<!\b(?:as|already|previously) )\bannounc(?:e|ed|es|ing)\b${NOT_OF_SUCCESSOR}`,
    'On @ the vendor announced the end of support for version 8, effective #',
    'In @ we announced that Relay will be retired',
    'In @ we announced that Relay would not reach general availability',
    '@: today we announce that it goes out of service',
  ),
  says(
    r`@[^@]*\b(?:said|stated|confirmed|revealed|disclosed|communicated|made (?:it )?(?:public|known|official)|(?:shared|published|presented) (?:our|its|the|their) (?:plans?|decision|intention)s?)\b${NOT_OF_SUCCESSOR}`,
    'On @ Fenwick said it would shut Relay down',
    'On @ we shared our plans to retire Relay',
    'On @ the vendor made public that Relay would end',
  ),
  says(
    r`\b(?:communicated|confirmed|made (?:public|known|official)|(?:notice|announcement|e-?mail)s? (?:was|were)? ?(?:went out|sent out)|(?:shared|published|presented) (?:our|its|the|their) (?:plans?|decision|intention)s?[^@#]{0,60}) (?:on|in) @`,
    'The deprecation was first communicated in @',
    'The notice went out on @',
    'Fenwick published its decision to retire Relay on @',
  ),
  says(
    r`\b(?:we|previously|first|already) (?:\w+ )?(?:communicated|wrote|informed you|told you|posted) (?:about |of )[^@#]{1,60} (?:on|in) @`,
    'We previously communicated about this move in @',
  ),
  says(
    r`\bwe (?:\w+ )?(?:communicated|published) (?:the|this|our|its) (?:[\w-]+ ){0,3}(?:${ENDING}|end|plans?|change) (?:on|in) @`,
    'We communicated the sunset on @',
  ),
  says(
    r`\bnotices? (?:of|for|about) (?:the |its )?${ENDING}\b[^@]{0,40}\b(?:are|is|was|were) (?:posted|sent|published|shown)\b`,
    '@: notices of the deprecation are posted on the dashboard',
  ),
  says(
    r`^\W*@\W+(?:an? |the )?(?:[\w-]+ )?(?:${ENDING}|end[ -]of[ -](?:life|support)) (?:notice|announcement)\b`,
    '@: Deprecation notice on the old kits',
  ),
  says(
    r`^\W*(?:(?:${ENDING}|retirement|end[ -]of[ -](?:life|support)) )?(?:notification|notice|communication)(?: date)?\W{0,3}@`,
    'Notification date: @',
    'Deprecation notice date: @',
  ),
  says(
    r`^\W*this (?:page|post|article|document|notice|announcement) was (?:first )?(?:published|posted)\b`,
    'This page was first published on @',
  ),
  says(
    r`^\W*as (?:(?:we|you|they) )?(?:\w+ ){0,2}?(?:said|stated|wrote|written|told|explained|described|mentioned|posted|communicated)\b[^@#]*@`,
    'As we said in our post of @',
    'As explained in the notice of @',
  ),
  says(r`\b(?:is|are|was|were) announced as of @`, 'The sunset is announced as of @, with a last day of #'),
  says(r`\bannounced (?:in|on|as of) @`, 'We announced in @ that it would retire on #'),
  says(r`^\W*(?:we(?:['’]ll| will)? )?announce\b`, 'We announce the retirement'),
  says(
    r`^\W*(?:posted|published|announced|date of notice|notice (?:given|sent)|publication date)\b`,
    'Posted on @ by the platform team',
  ),
  says(
    r`\b(?:notice|announcement|advisory|bulletin) (?:was |is )?(?:issued|published|posted|sent|given)\b`,
    'This notice was issued on @',
  ),
  says(
    r`^\W*as (?:posted|published|announced|communicated) (?:on|in) @`,
    'As posted on @: the platform closes',
  ),
  says(
    r`\b${TOLD}(?!(?: \w+){0,2} that\b)(?: \w+){0,6}? (?:on|in) @`,
    'Customers were notified on @',
    'we let all customers know on @',
    'We informed all customers of the change in @',
  ),
  says(
    r`@[^@]*\b${TOLD}\b${NOT_OF_LIST}`,
    'On @ we sent an email to owners',
    'In @ we started notifying customers',
  ),
];

/** Before "deprecated": it is the end itself, "fully deprecated", or "supported until it was deprecated". */
const AT_AN_END = r`\b(?:(?:fully|completely|entirely|permanently) |until (?:[\w-]+ ){1,6}(?:is|are|was|were) )`;

/** Of what is deprecated the sentence may say more: "and no longer receives fixes". */
export const DEPRECATED = [
  says(
    r`(?<!\beffective )\btoday\W{1,3}@(?![^@]*${NO_LONGER})`,
    'Today, @: each owner learns that the format ends',
  ),
  says(
    r`(?<!\bbe(?:come)? )(?<!\bbe \w+ly )(?<!\bto )(?<!${AT_AN_END})(?<!${OFFERS} (?:\w+ ){1,3})\bdeprecated\b(?![^#]*\b${FOR_NON_USERS})(?![^@]*(?:\b${ENDED}\b|\bno longer\b)[^@]*@)(?: after @|[^@]*\b(?:on|in|since|as of|from|with|starting|beginning|effective)(?: the)? @|\W*$)`,
    'The module was deprecated on @',
    'As of @ the relay is deprecated',
    'Relay is deprecated starting @',
  ),
  says(
    r`^\W*${FROM}[^@]*\b(?:is|are|was|were|has been|have been)(?: \w+)? deprecated\b(?! ${FOR_NON_USERS})`,
    'Effective @, the following controls are deprecated: input mask',
  ),
  says(
    r`^\W*(?:starting|beginning|effective|as of)(?: in| on)? @[^@]*(?:\b(?:is|are|we are)|['’]re|['’]s) deprecating\b`,
    'Starting in @, Fenwick is deprecating Relay',
  ),
  says(
    r`^\W*effective (?:on |in )?@[^@]*\bwill be deprecated\b`,
    'Effective @, the connector for groups will be deprecated',
  ),
  says(r`@[^@]*\b(?:we|have|has|had)(?: \w+ly)? deprecated\b`, 'In @ we deprecated the Data API'),
  says(
    r`^\W*deprecat(?:ed|ion(?: announcement)?)(?: (?:date|on|since|as of|from))?\W*@?\W*$`,
    'Deprecation: @',
    'Deprecated',
    'Deprecated date',
  ),
];
