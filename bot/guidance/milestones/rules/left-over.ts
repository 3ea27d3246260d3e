import { LEFTOVERS, NO_LONGER, RETIREMENT, UNTIL } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** Support that goes on in part, help with the move, and what only begins to end. */
export const LIMITED = [
  says(
    r`\b(?:existing|your) (?:[\w-]+ ){1,4}?${NO_LONGER} be updated\b(?! (?:or|and))`,
    'Existing functions can no longer be updated after @',
  ),
  says(
    r`^\W*(?:(?:the|our|this|an?) )?(?:[\w-]+ ){0,4}?(?:migrations?|upgrades?|transition|conversion)(?: (?:tools?|services?|wizards?|assistants?|assistance|offers?|programs?|paths?|options?|support|help|scripts?))?\b[^@#]{0,60}?\b(?:available|offered|open|free|possible|provided|works?|used)\b[^@#]*${UNTIL}`,
    'The free migration service for small relays is available until @',
    'Upgrade (available only until @)',
    'Our migration assistance is offered until @',
  ),
  says(
    r`\b(?:follow|enter|begin|start|undergo)\w* (?:the |an? |its |their )?(?:EOL|end[ -]of[ -](?:life|support)) (?:process|phase|period|cycle)\b`,
    'Beginning @, the following endpoints will follow the EOL process',
  ),
  says(
    r`\b(?:security|critical|urgent|emergency)(?:[\w -]+)? (?:fixes|issues|bugs|patches|updates) only\b(?!.*${UNTIL})|\bonly (?:[\w-]+ ){0,2}(?:security|critical|urgent)(?:[\w -]+)? (?:fixes|issues|bugs|patches|updates|problems)\b(?!.*${UNTIL})`,
    'From @ Relay gets security fixes only',
    'Only critical security issues will be fixed after @',
  ),
  says(
    r`\b(?:stop|ceas)\w* (?:(?:add|ship|releas|mak|develop|build|introduc|deliver)\w* )(?:[\w-]+ ){0,2}(?:features?|functionality|capabilit\w+|enhancements?)\b|\bstop\w* adding (?:[\w-]+ ){0,2}updates\b`,
    'From @ we stop releasing new features',
    'Starting @ we will stop adding regular updates',
  ),
  says(
    r`\b(?:in|enters?|entered|into|switch\w* to|mov\w+ to) (?:limited )?maintenance(?: mode)?\b(?! windows?)(?!.*${UNTIL})`,
    'Relay 3 is in maintenance mode from @ on: no features, no fixes',
  ),
];

/** What happens to what is left of a product. */
export const LEFT_OVER = [
  says(r`\blast (?:ship|shipping|shipment|delivery) (?:date|day)\b`, 'Last ship date: @'),
  says(
    r`\bha(?:ve|s) until @ to (?:export|download|retrieve|save|copy|back up)\b`,
    'You have until @ to export your responses',
  ),
  says(
    r`\b(?:download|export|retrieve|copy|save|back up|request)\b[^@]{0,40}\b${LEFTOVERS}\b[^@]*${UNTIL}`,
    'You can download your data until @',
  ),
  says(
    r`^\W*(?:(?:all|any|your|the|our|remaining|customer|these|old|such) )*(?:[\w-]+ )?${LEFTOVERS} (?:will|can|is|are|remains?|stays?|may)\b[^@]*${UNTIL}`,
    'Your data will be available for export until @',
  ),
  says(
    r`\b(?:available|accessible|online|there) (?:for|to) (?:download|export|copy|retrieval|view)\w*\b[^@#]*${UNTIL}`,
    'Your relays remain available for download until @',
  ),
  says(
    r`\b(?:keep|retain|store|hold|preserve)s? (?:(?:all|any|your|the|our|remaining|customer|these|old) )*(?:[\w-]+ )?${LEFTOVERS}\b[^@#]*${UNTIL}`,
    'We keep your data until @',
  ),
  says(
    r`^\W*(?:(?:after that|afterwards|then)\W+|[^@#]{0,40}#,? )?(?:(?:after|from|on|by|starting) @\W*)?(?:(?:all|any|your|the|our|remaining|existing|customer|these|old|such) )*(?:[\w-]+ )?(?:${LEFTOVERS}|(?<=(?:existing|remaining) )settings)\b[^@]*\b(?:deleted|removed|purged|kept|retained|erased|destroyed|wiped|cleared)\b`,
    'Backups are deleted',
    'Existing settings are removed on @',
    'After retirement on #, data is kept until @',
    'After that, data is kept for 90 days, until @',
    'Your exports are kept until @ and are then deleted',
    'On @ all remaining customer data is purged',
  ),
  says(
    r`\b(?:days?|weeks?|months?|years?) after (?:the |its )?(?:\w+ )?${RETIREMENT}\b`,
    '@: 90 days after the final shutdown, users can no longer view what they had',
  ),
  says(r`^\W*(?:[\w-]+ )?${LEFTOVERS} deletion\b`, 'Customer data deletion: @'),
  says(
    r`\b(?:be|are|is) (?:retained|preserved|kept|archived)\b[^@#]*${UNTIL}`,
    'Inactive profiles will be retained until @',
  ),
  says(
    r`\b(?:preserved|retained|archived|soft-deleted|suspended|paused) (?:[\w-]+ ){1,3}?(?:will be|are|is) (?:\w+ly )?(?:deleted|purged|removed|erased)\b`,
    'Preserved profiles will be deleted after @',
  ),
  says(
    r`\b(?:exports?|downloads?) of (?:\w+ )?${LEFTOVERS}\b[^@]*${UNTIL}`,
    'Downloads of your data are possible until @',
  ),
  says(
    r`\b(?:delet|remov|purg|eras|disabl|deactivat|clean)(?:e[sd]?|ing)\b[^@]*\b(?:inactive|unused|idle|dormant|orphaned|abandoned|stale)\b`,
    'On @ we will delete all machines that have been inactive since #',
  ),
  says(
    r`\b(?:eras|delet|remov|purg|destroy)(?:e[sd]?|s|ing|ed)? (?:(?:all|any|your|the|remaining|customer|these) )*${LEFTOVERS}\b`,
    'After @ we erase all backups',
  ),
  says(
    r`\b(?:inactive|unused|idle|dormant|orphaned|abandoned|stale)\b[^@]*\b(?:deleted|removed|purged|erased|disabled|deactivated)\b`,
    'Inactive projects are deleted on @',
  ),
];
