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

/** A version: a major number of one digit, and one to three further parts, such as `1.6.16.0` or `2.x`. */
const VERSION = /(?<![\w.])v?\.?\s?(\d(?:\.\d{1,5}){1,3}|\d\.\d{1,5}\.x|\d(?:\.\d{1,5})?\.x)(?![\w]|\.\d)/gi;

/** A computer name: capitals, digits and hyphens, with a digit at the end. */
const SERVER = /(?<![\w.])[A-Z][A-Z0-9-]{2,14}\d{1,3}(?![\w.])/;

/** Words that add nothing to a version. */
const FILLERS =
  /\b(?:azure|ad|aad|aadc|connect|entra|sync|version|build|release|v|is|it|we|are|on|the|a|our|still|running|run|runs|with|and|using)\b/gi;

/** Finds the versions and the server that a message names; numbers after another product's name are ignored. */
export function findVersions(text: string): NamedVersions {
  const found = [...text.matchAll(VERSION)].filter(
    ({ index }) => !OTHER_PRODUCT.test(text.slice(Math.max(0, index - 30), index)),
  );
  const versions = [...new Set(found.flatMap(([, version]) => (version ? [version.toLowerCase()] : [])))];
  const server = SERVER.exec(text)?.[0] ?? null;
  const rest = text
    .replace(VERSION, ' ')
    .replace(server ?? /$^/, ' ')
    .replace(FILLERS, ' ');
  return { versions, server, otherWords: rest.match(/\p{L}+/gu)?.length ?? 0 };
}
