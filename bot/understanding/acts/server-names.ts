/** How likely a word is the name of a server: `known` was reported before, `named` is written as computers are named. */
export type NameKind = 'known' | 'named' | 'possible';

/** A host's own name: a letter or digit, then letters, digits, hyphens and underscores. */
const HOST = String.raw`[a-z0-9][\w-]{0,62}`;
/** `AADC01`, `CONTOSO\AADC01` or `aadc01.contoso.com`. */
const NAME = new RegExp(String.raw`^(?:[a-z][\w-]{0,14}\\)?(${HOST})(?:\.${HOST}){0,8}$`, 'i');

/**
 * What is written like a computer's name and is none, with or without a number: protocols, algorithms, standards,
 * licences, updates, advisories, quarters, time zones, tickets.
 */
const NO_HOST = new RegExp(
  `^(?:${[
    'tls|ssl|sha|md|aes|rsa|des|3des|rc|ecdsa|ntlm|ntlmv|kerberos|krb|oauth|oidc|saml|ws-?fed|ws-?trust|fido|webauthn|totp|scim|ldap|ldaps|http|https|smtp|imap|pop|dns|ipv|ip|tcp|udp|rpc|wmi|winrm|x|utf|base',
    'adal|msal|mfa|sso|phs|pta|jit|rbac|pim|cba|prt|gmsa|smsa|msa|spn|upn|sid|guid|ou|fsmo|adds|ad-?ds|adlds|mim|fim|ilm|wid|localdb',
    'net|dotnet|netfx|net-?framework|framework|powershell|pwsh|ps|iis|esxi|vsphere|graph|intune|sccm|wsus|chrome|edge|java|python|iphone|ios|android|macos|windows|office',
    '[a-z]|cu|sp|kb|ms|msrc|cve|cve|adv|rfc|iso|iec|iso-iec|nist|nist|gdpr|hipaa|pci|pci-dss|soc|soc-|din|en|fy|fy-|kw|cw|cet|cest|utc|gmt|bst|est|edt|pst|pdt|cst|cdt|mst|mdt|ist|jst|ver|version|rev',
    'inc|incident|req|request|chg|change|ticket|case|task|bug|issue|jira|mc|roadmap|id|page|step|phase|section|chapter|table|fig|figure|day|week|month|year|option|part|item|tier|level|stage|group|team|room|batch|wave|ring|scenario|line|error|event|code|http-|port|bit|x86_?|amd|arm|intel|core|ram|gb|mb|tb|ghz|todo|faq|asap|fyi|eol|eos|poc|prod|dev|test|uat|byod|saas|iaas|api|url|uri|sdk|gpo|gui|cli|vpn|wan|lan|dmz|nat|sla|rto|rpo|json|xml|csv|html|yaml|hello|stop|help|none|null|true|false|warn|info',
  ].join('|')})[-_.]?(?:v|r)?(?:\\d[\\d.\\-_]*)?[a-z]?$`,
  'i',
);

/** Products named after a year; with another number they are hosts: `SQL2019` is none, `SQL01` is one. */
const PRODUCT_OF_YEAR =
  /^(?:sql|mssql|sql-?server|windows|win|ws|w|wk|server|srv|office|exchange|ex|sharepoint|sp|vs|visual-?studio|hyper-?v|ad|adfs|ad-?fs)[-_]?(?:(?:19|20)\d{2}|2k\d{1,2})(?:[-_]?r\d)?$|^win-?(?:7|8|10|11)$|^[om]-?365$|^azure(?:ad)?$|^entra(?:-?id)?$/i;

/** `64-bit`, `3-day`, `2nd`, `10am`, `1k`, `50x`, and dates such as `2023-10-01`. */
const NUMBER_WITH_UNIT =
  /^\d+(?:[-.,:/]\d+)*-?(?:bits?|days?|weeks?|months?|years?|hours?|hrs?|min(?:ute)?s?|nd|rd|st|th|am|pm|k|x|gb|mb|tb|h|m|d|w|s|ms|%|fold|way|step|node|tier)?$/i;

/** Domains that a name ends with when it is an address of the web or a file. */
const NO_DOMAIN =
  /\.(?:md|html?|aspx?|exe|msi|ps1|psm1|dll|xml|json|ya?ml|csv|txt|log|pdf|docx?|xlsx?|zip)$|^[^.]+\.net$/i;

const possessive = /['’]s?$/;

/** The name without what it carries in a sentence: a possessive, or the domain before a backslash. */
export function hostOf(word: string): string | null {
  const bare = word.replace(possessive, '');
  const [, host] = NAME.exec(bare) ?? [];
  if (host === undefined) return null;
  const local = bare.slice(bare.lastIndexOf('\\') + 1);
  return local;
}

/**
 * Whether a word is a server's name. `known` names are recognised however they look, with or without their domain.
 * @param isKnown tells a reported name, whatever its case; gets the name without possessive and NetBIOS domain.
 */
export function nameKindOf(word: string, isKnown: (name: string) => boolean): NameKind | null {
  const name = hostOf(word);
  if (name === null || name.length < 2) return null;
  if (isKnown(name)) return 'known';
  const [host = ''] = name.split('.', 1);
  if (NUMBER_WITH_UNIT.test(name) || !/[a-z]/i.test(host) || isProduct(host) || isProduct(name)) return null;
  if (NO_DOMAIN.test(name) || /^(?:www|https?|learn|docs|portal)$/i.test(host)) return null;
  const isFqdn = name.includes('.');
  if (isFqdn && /\.\d/.test(name)) return null; // a version or a date
  if (isFqdn && !/\d|-/.test(host) && name.split('.').length < 3) return null; // `e.g`, `contoso.com`
  if (word.includes('\\')) return 'named';
  const digits = /\d/.test(host);
  const isCapitals = host === host.toUpperCase();
  if (digits && /^[a-z]/i.test(host) && (isCapitals || /\d{1,4}[a-z]?$/i.test(host))) return 'named';
  if (digits && isCapitals) return 'named';
  if (host.includes('-') && isCapitals) return 'named';
  if (isFqdn) return 'named';
  return isCapitals && host.length >= 4 ? 'possible' : null;
}

function isProduct(name: string): boolean {
  return NO_HOST.test(name) || PRODUCT_OF_YEAR.test(name);
}
