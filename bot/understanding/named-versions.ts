import type { Authentication } from '../campaign/affected.ts';

/** The versions and the server that a message names. */
export interface NamedVersions {
  /** As written but without a leading v, each once: `1.6.16.0`, `2.0.89`, `1.6`. */
  versions: string[];
  /** Such as `AADC01`; null when the message names none. */
  server: string | null;
  /** The number of other words, without fillers such as "we are on version". */
  otherWords: number;
}

/** A product or thing whose number is not a version of the synchronisation software; matched just before a number. */
const OTHER_PRODUCT =
  /(?:\.net|framework|sql|tls|ssl|powershell|windows|server|exchange|office|module|module version|ip|dns|ping|schema|oauth|saml|http|ipv4)(?:\s+(?:version|v\.?|address|server))*\s*$/i;

/** A version: a major number of one digit, and one to three further parts, such as `1.6.16.0` or `2.x`; no date (`5.10.2023`). */
const VERSION =
  /(?<![\w.])v?\.?\s?((?!\d\.\d{1,2}\.(?:19|20)\d\d(?![\d.]))\d(?:\.\d{1,5}){1,3}|\d\.\d{1,5}\.x|\d(?:\.\d{1,5})?\.x)(?![\w]|\.\d)/gi;

/** A computer name: capitals, digits and hyphens, with a digit at the end. */
const SERVER = /(?<![\w.])(?!CVE-|KB\d)[A-Z][A-Z0-9-]{2,14}\d{1,3}(?![\w.])/;

/** Words that add nothing to a version. */
const FILLERS =
  /\b(?:version|build|release|v|is|it|we|are|on|the|a|our|still|running|run|runs|with|and|using)\b/gi;

/** Before the end of a range, or behind it: the version is then the notice's, not a server's. */
const RANGE_BEFORE =
  /\b(?:below|under|before|lower than|less than|older than|earlier than|prior to|at least|up to|to|reach)(?: [a-z]+){0,2}\s+$/i;
const RANGE_BEHIND =
  /^\s*(?:minimum|requirement|rule|notice|change|deadline|limit|threshold|cut-?off|hardening|retirement|or (?:later|newer|higher|above))\b/i;

/**
 * Finds the versions and the server that a message names; numbers after another product's name are ignored.
 * @param hideNames leaves out what the product is called; default: nothing is left out.
 */
export function findVersions(text: string, hideNames = (message: string): string => message): NamedVersions {
  const found = [...text.matchAll(VERSION)].filter(
    ({ index }) => !OTHER_PRODUCT.test(text.slice(Math.max(0, index - 30), index)),
  );
  const versions = [...new Set(found.flatMap(([, version]) => (version ? [version.toLowerCase()] : [])))];
  const server = SERVER.exec(text)?.[0] ?? null;
  const rest = hideNames(text.replace(server ?? /$^/, ' '))
    .replace(VERSION, ' ')
    .replace(FILLERS, ' ');
  return { versions, server, otherWords: rest.match(/\p{L}+/gu)?.length ?? 0 };
}

/** How a message says that a server signs in; null when it doesn't say it, or says both. */
export function findSignIn(text: string): Authentication | null {
  const [account, application] = [ACCOUNT.test(text), APPLICATION.test(text)];
  return account === application ? null : account ? 'account' : 'application';
}

const ACCOUNT =
  /\b(?:service|connector|sync|synchronization) ?account\b|\baccount[- ](?:based )?(?:sign-?in|auth)|\b(?:sign(?:s|ing)?|log(?:s|ging)?) (?:in|on) (?:with|by|using) (?:an? |the |its )?(?:\w+ )?account\b|\b(?:no|without|not (?:on|using)) app(?:lication)?[- ](?:based )?auth/i;
const APPLICATION =
  /(?<!\b(?:no|without|not on|not using) )\bapp(?:lication)?[- ](?:based )?(?:auth|sign-?in|identity)|\bABA\b|\b(?:sign(?:s|ing)?|log(?:s|ging)?) (?:in|on) (?:as|with|by) (?:an? |the )?app(?:lication)?\b/i;

/** Before a version that a server has: it is then the server's, even where a notice is called so. */
const STATED_BEFORE =
  /\b(?:(?:upgraded|updated|moved|brought) (?:\w+ ){0,3}to|(?:we|they|it|servers?|machines?|box(?:es)?|all|everything|both|that|which)(?:['’]re| are|['’]s| is)? (?:all |both |still |now |already |currently )*(?:on|at|have|has|run|runs|running)|installed|(?:stay|staying|sit|sits|sitting|stuck|stand|stands|standing|left|parked|stopped) (?:on|at)|settle (?:on|for)|(?:keep|kept|keeping)(?: at| on)?|exact|exactly|precisely)\s+(?:exactly |precisely |just |only |version |build |v)*$/i;

/** Whether a message says that a server has this version, or is to have it: "all our servers have 2.5.79.0". */
export function isStated(text: string, version: string): boolean {
  const start = text.toLowerCase().indexOf(version);
  return start >= 0 && STATED_BEFORE.test(text.slice(0, start));
}

/** Whether a message speaks of a version as the end of a range: "servers below 2.5.79.0", "the 2.5.79.0 minimum". */
export function isRangeEnd(text: string, version: string): boolean {
  const start = text.toLowerCase().indexOf(version);
  return (
    start >= 0 &&
    (RANGE_BEFORE.test(text.slice(0, start)) || RANGE_BEHIND.test(text.slice(start + version.length)))
  );
}

/** The message without a version that names its notice, and without the word behind it: "the 2.5.79.0 minimum". */
export function withoutRangeEnd(text: string, version: string): string {
  const start = text.toLowerCase().indexOf(version);
  if (start < 0) return text;
  return `${text.slice(0, start)} ${text.slice(start + version.length).replace(RANGE_BEHIND, ' ')}`;
}

/**
 * The message without the versions that it names, and without how it says that a server has them: of "upgrade from 1.6.16.0" and
 * "we sit on 1.6.16.0", what it asks for.
 */
export function withoutVersions(text: string): string {
  return findVersions(text).versions.reduce((rest, version) => {
    const [before = '', ...behind] = rest.split(version);
    return [before.replace(STATED_BEFORE, ' '), ...behind].join(' ');
  }, text);
}
