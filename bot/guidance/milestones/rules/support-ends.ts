import { NO_LONGER, OVER, SUPPORT, UNTIL } from './vocabulary.ts';
import { says } from './construction.ts';

const r = String.raw;

/** Between the subject and its verb: the dots of versions, but no end of a sentence. */
const BETWEEN = r`(?:[^.;@]|\.(?=[\dx])){0,80}?`;

/** Support that is bought goes on after the end of the other, and is no new use. */
export const PAID_SUPPORT = [
  says(
    r`\b(?:extended (?:security updates?|support)|ESU|paid support)\b[^@]*\b(?:until|through|up to)\b[^@]*@`,
    'Extended Security Updates can be bought until @',
  ),
];

export const SUPPORT_ENDS = [
  says(
    r`\b(?:end[ -]of[ -](?:(?:[\w-]+ ){0,2}(?:support|maintenance)|life(?! (?:v?\d|versions?|runtimes?|products?|software|systems?|servers?|operating))|servicing|SW maintenance)|EOL|EOS|EOSL|EOGS)\b`,
    'Quill Reports 4 reaches the end of support on @',
    'reaches end of life on @',
    'The End of General Support for Sphere 7.0 is @',
    'will reach the end of its Maintenance Support phase on @',
  ),
  says(
    r`\blife ?cycle\b[^@]{0,60}\b(?:ends?|ended|ending|expires?|expired|closes?|concludes?|is over|(?:comes?|coming|came) to (?:an|its) end)\b|\bend of (?:[\w-]+ )?life ?cycle\b`,
    'The three-year lifecycle of version 2 will come to an end on @',
    'The product reaches the end of its lifecycle on @',
  ),
  says(
    r`\bversions? v?\d[\w.]*(?:(?:, | and | or )v?\d[\w.]*)*[^@,]{0,30}\bend[ -]of[ -]service\b`,
    'Fenwick OS, version 22H2 will reach end of service on @',
  ),
  says(
    r`(?:\b(?:not|no longer|stop\w*|cease\w*)|n['’]t) (?:be )?(?:accept|tak|handl|answer|process|investigat|triag)\w* (?:\w+ )?(?:bug reports?|bugs|issues|(?:support )?tickets|support (?:requests|cases))\b`,
    'We will not accept bug reports for version 3 after @',
  ),
  says(
    r`\b(?:bug reports?|support (?:requests|cases|tickets)|tickets|pull requests|defects|bugs)\b[^@#]{0,30}(?:\b(?:not|no longer|never)|n['’]t) (?:be )?(?:accepted|taken|handled|answered|processed|investigated|triaged|fixed|resolved)\b`,
    "From @ support requests about it aren't accepted",
  ),
  says(
    r`^\W*(?:unsupported|out of support|no longer supported|end[ -]of[ -]support) (?:from|as of|after|since|on|by) @`,
    'Unsupported from @',
  ),
  says(
    r`\bstop(?:s|ped)? (?:testing|building|certifying|validating)\b`,
    'We will stop testing against version 3 on @',
  ),
  says(
    r`\bonly\b[^@]{0,60}\b(?:are|is|be) supported\b`,
    'From @ onward, only these versions are supported for connecting to the service',
  ),
  says(r`\blast (?:date|day) of (?:\w+ )?support\b`, 'Last Date of Support'),
  says(r`\b(?:stop|cease)(?:s|ped|d)? (?:support|maintain|patch)ing\b`, 'We stop supporting it on @'),
  says(
    r`\b(?:stop|cease)(?:s|ped|d)? (?:shipp|publish|provid|releas|issu|deliver|offer|mak|receiv|gett|back-?port|writ|merg|apply)ing (?:[\w-]+ ){0,3}?(?:${SUPPORT}|updates|fixes|patches)\b`,
    'We will stop shipping updates for version 3 on @',
    'From @ we stop back-porting fixes to version 3',
    'Relay stops receiving updates on @',
  ),
  says(
    r`\b(?:will|to) (?:continue to )?(?:maintain|support|patch|service)\b[^@]*${UNTIL}`,
    'We will maintain version 3 through @',
  ),
  says(
    r`(?:\b(?:no longer|not|never)|n['’]t) (?:be )?(?:ship|publish|provid|releas|issu|deliver|mak)\w* (?:[\w-]+ ){0,3}?(?:updates|fixes|patches)\b`,
    'We will no longer publish updates to the package after @',
  ),
  says(
    r`\b${SUPPORT}\b(?! (?:team|request|ticket|plan))${BETWEEN}(?:\b(?:no longer|not)|n['’]t) (?:be )?(?:available|provided|offered|given)\b`,
    'Technical support will no longer be available after @',
  ),
  says(r`\blos(?:e|es|ing) (?:[\w-]+ )?${SUPPORT}\b`, 'Relay for version 12 will lose support on @'),
  says(
    r`(?:\b(?:no longer|not)|n['’]t) (?:be )?(?:fix|patch|support|maintain|updat|servic|test|certify)ing\b|(?:\b(?:not|no longer|never)|n['’]t) (?:be )?(?:tests?|tested|certif(?:y|ies|ied)|developed)\b|(?:\b(?:not|no longer|never)|n['’]t) (?:be )?answer(?:s|ed|ing)? (?:[\w-]+ ){0,2}(?:questions|tickets|requests for help)\b`,
    "After @ we won't be fixing bugs in this package",
    'After @ we do not test it any more',
    'From @ we do not answer questions about it',
  ),
  says(
    r`\bat (?:your|their) own risk\b|\bon (?:your|their) own\b|\bbest[- ]effort\b`,
    'After @ you run version 3 at your own risk',
    'After @ you are on your own with version 3',
    'From @ it gets best-effort help only',
  ),
  says(
    r`\bnot be (?:fixed|addressed|resolved|investigated|triaged)\b|\breports? will not be \w+ed\b`,
    'Issues reported after @ will not be fixed',
    'Reports will not be checked after @',
  ),
  says(
    r`\b(?:last|final) (?:(?!(?:minor|major|feature)\b)[\w-]+ )?(?:update|fix|patch|release)\b`,
    'The package receives its last update on @',
    'Version 3 gets its final security release on @',
  ),
  says(
    r`(?:\b(?:not|no longer)|n['’]t) (?:be )?(?:eligible|entitled|qualify|qualified) (?:for|to) (?:[\w-]+ ){0,2}${SUPPORT}\b`,
    'Customers on version 3 will no longer be eligible for support after @',
  ),
  says(
    r`\b(?:fix|patch|address|resolv)\w* (?:[\w-]+ ){0,3}?(?:bugs|issues|problems|vulnerabilities|defects|holes|flaws)\b[^@]*${UNTIL}`,
    'We fix critical bugs in version 3 until @',
  ),
  says(
    r`\bonly\b[^@]{0,60}\b(?:receives?|gets?) (?:[\w-]+ )?${SUPPORT}\b|\bonly\b[^@]{0,60}\b(?:receives?|gets?) (?:[\w-]+ )?(?:updates|fixes)\b`,
    'From @, only version 4 and newer will receive updates',
  ),
  says(
    r`\b(?:not|no longer) (?:be )?guaranteed\b`,
    'Compatibility with version 8 is no longer guaranteed after @',
  ),
  says(
    r`(?<!\b(?:data|messages?|logs?|workspaces?|sites?|teams?|channels?|records?|items?)\b[^@]{0,20})\b(?:is|are|was|were|be|been) archived\b`,
    'The command line kit will sunset and be archived on @',
    'The public repository was archived on @',
  ),
  says(
    r`\barchiv(?:e|es|ing)\b[^@]{0,40}\brepositor(?:y|ies)\b`,
    'We will deprecate and archive this repository on @',
  ),
  says(
    r`\b(?:line|branch|issue tracker)\b[^@#]{0,20}\b(?:is|are|be|been) (?:\w+ly )?(?:closed|frozen|locked)\b`,
    'After @ the version 3 line is closed',
  ),
  says(r`\breleases\b[^@]{0,40}\bcontinue[sd]?\b[^@]*${UNTIL}`, 'Releases of version 3 continue until @'),
  says(r`\bno (?:further|more) updates\b`, 'No further updates will be published after @'),
  says(
    r`\b(?:mainstream|extended|standard|general|premier)(?: support)? end(?: date)?\b`,
    'It has a mainstream end date of @',
    'Extended support end date',
  ),
  says(r`\bretir(?:e|es|ed|ing) from support\b`, 'Version 3 retires from support on @'),
  says(r`\b(?:fixes|patches|bug ?fix(?:es)?)\b[^@]{0,60}${UNTIL}`, 'Fixes for it will be made until @'),
  says(
    r`${NO_LONGER} (?:be able to )?(?:help|assist|troubleshoot)\b`,
    "After @ we can't help with problems in version 3",
  ),
  says(
    r`${UNTIL}[^@]*\b(?:provid|offer|receiv|get|deliver|issu)\w*\b[^@]*\b${SUPPORT}\b`,
    'Until @ the vendor provides limited support for this version',
  ),
  says(
    r`${UNTIL}[^@]*(?:\bwill|['’]ll) (?:continue to |still )?(?:support|maintain|patch|fix)\b`,
    "Until @ we'll support updates of the old kits",
  ),
  says(
    r`${UNTIL}[^@]*\b(?:is|are|remains?|stays?)(?: \w+)? supported\b`,
    'Until @ it remains fully supported',
  ),
  says(
    r`\bsupports?\b(?! until)[^@]*\b(?:and|or) (?:later|higher|newer|above|up)\b`,
    'From @ the agent moves to support version 10 and later',
    'In @, the service supports version 10 or newer',
  ),
  says(
    r`\bminimum (?:supported )?(?:\w+ )?(?:version|requirement)s?\b(?![^@]*\b(?:to (?:be able to )?|can |may )(?:connect|sign in|use|access)\b)[^@]*\b(?:is(?! set)|are|will|becomes?|changes?|moves?|rises?)\b`,
    'The minimum supported version will be 7.2 as of @',
  ),
  says(
    r`\bwithout (?:an? |any |further )?(?:${SUPPORT}|warrant(?:y|ies))\b`,
    'After @ it continues to run but without SLA',
  ),
  says(
    r`\b(?:SLA|service[ -]level agreement)s?\b[^@]*\b(?:no longer|not) appl(?:y|ies)\b`,
    'the SLA no longer applies after @',
  ),
  says(
    r`\b(?:out of (?:\w+ )?(?:support|maintenance)|(?:leav\w+|exits?) (?:[\w-]+ )?support|(?:(?:be|been|was|were|becomes?|is|are|go(?:es|ing)?|moves? to)|['’](?:s|re)) (?:\w+ly )?(?:unsupported|unmaintained))\b`,
    'From @ it is out of support',
    'Relay 3 leaves extended support in @',
    'After @ these versions will be unsupported',
    'Version 3 has been unsupported since @',
  ),
  says(
    r`(?<!\b(?:that|which|who) (?:do|does|did|is|are|was|were) ?)(?:\b(?:no longer|not|never)|n['’]t)(?: be)?(?: \w+ly)?(?: an?)? (?:support(?:ed|s)?|maintained|patched|serviced|updated(?! (?:or|nor|and) (?:invoked|run|used|started|called|deployed|accessed)\b)|(?:gets?|receives?|provides?|offers?|produces?|issues?|be produced)(?: (?!and\b)[\w,-]+){0,6}? (?:${SUPPORT}|fixes|patches|updates))\b`,
    'it no longer receives security updates',
    'and no longer receives fixes',
    'After @, it will not receive any new features, fixes or security updates',
    'will no longer be supported after @',
    'After @ it will no longer be a supported workload',
    "From @ we won't provide any bug fixes",
    'Starting @ we no longer provide any service level agreement',
  ),
  says(
    r`\bno (?:further |more )?(?:\w+ )?(?:${SUPPORT}|fixes|patches)\b(?! (?:changes?|needed))`,
    'After @ Relay 3 gets no further security fixes',
    'After @ it gets no fixes',
  ),
  says(
    r`(?<!\bby (?:our |the )?)\b${SUPPORT}\b(?! (?:team|request|ticket|plan))${BETWEEN}\b${OVER}\b`,
    'Extended support ended on @',
    'Existing customers are fully supported until @',
    'Security fixes end on @',
    'Support for versions 2.4.131.0 and 2.5.3.0 ends on @',
    'Support for them, apart from security fixes, ended on @',
    'Premier Support for the database ran until @',
    'On @ support for Server products came to an end',
    'The support window closes on @',
    'Support expiration date',
  ),
  says(
    r`\b(?:ends?|ended|ending|drop(?:s|ped|ping)?|stop(?:s|ped|ping)?|discontinu\w+|remov\w+|ceas\w+|withdraw\w*|terminat\w+) (?:(?!(?:from|as)\b)[\w-]+ ){0,5}?${SUPPORT}\b`,
    'We are dropping support for the old database on @',
  ),
];
