/** Versions that a message names, and the server that it names beside them. */
export interface NamedVersions {
  /** As written, without the v: `1.6.16.0`, `2.0.89`, `1.6`. */
  versions: string[];
  /** `AADC01`; null when none is named. */
  server: string | null;
  /** What else the message says, in words. */
  otherWords: number;
}

/** Other products' numbers stand behind their names. */
const OTHER_PRODUCT =
  /(?:\.net|framework|sql|tls|ssl|powershell|windows|server|exchange|office|module|module version|ip|dns|ping|schema|oauth|saml|http|ipv4)(?:\s+(?:version|v\.?|address|server))*\s*$/i;

/** A major number of one digit and at least one part more: what Connect's versions look like. */
const VERSION = /(?<![\w.])v?\.?\s?(\d(?:\.\d{1,5}){1,3}|\d\.\d{1,5}\.x|\d(?:\.\d{1,5})?\.x)(?![\w]|\.\d)/gi;

/** A computer's name: capitals and digits, with a digit at its end. */
const SERVER = /(?<![\w.])(?=[\w-]*[A-Z])[A-Z][A-Z0-9-]{2,14}\d{1,3}(?![\w.])/;

/** Words that say nothing beside a version. */
const FILLERS =
  /\b(?:azure|ad|aad|aadc|connect|entra|sync|version|build|release|v|is|it|we|are|on|the|a|our|still|running|run|runs|with|and|using)\b/gi;

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
