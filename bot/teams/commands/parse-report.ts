import type { Report } from '../../servers/server.ts';
import { nameKindOf } from '../../understanding/acts/server-names.ts';
import { NAMED } from '../../understanding/acts/write-report.ts';

/** A computer's name has a digit or a hyphen, or is in capitals: no other word at the start of a command is. */
const PLAIN = String.raw`(?<named>(?=[\w.-]*[\d-]|[A-Z]{3,})[A-Za-z][\w.-]{1,62})`;
/** `server named paris`: any name. */
const NAME = String.raw`(?:${NAMED} (?<any>[A-Za-z0-9][\w.-]{0,62})|${PLAIN})`;
/** The flag "i" of the patterns would accept a name in lower case. */
const IS_NAME = /^(?=.*[\d-]|[A-Z]{3,})/;
const VERSION = String.raw`v?(?<version>\d{1,2}(?:\.\d{1,6}){1,3})`;
const ROLE = String.raw`(?<role>active|staging|in staging mode)`;

const AUTHENTICATION = String.raw`(?:authentication|auth|sign-?in)`;
const METHOD = `(?<method>(?:connector |service |sync )?account|app(?:lication)?|service principal)(?:[- ]based)?(?: ${AUTHENTICATION})?`;
const SIGNS_IN = `(?:signs in|authenticates)(?: to (?:microsoft )?entra(?: id)?)? (?:as|with|using) (?:an? |the |its )?`;
const SWITCHED = `(?:(?:is|was|has been|has) )?(?:switched|moved|migrated|changed)(?: back)? to`;
/** Other accounts and applications than the one that it signs in with are in use, too. */
const USES = `(?:uses|is on|with|${SWITCHED}) (?:an? |the )?(?=\\S+ ${AUTHENTICATION}|connector account)`;
const SIGN_IN = `(?:(?:now|still|already) )?(?:${SIGNS_IN}|${USES})${METHOD}`;
const AND_SIGN_IN = `(?:,? (?:and )?${SIGN_IN})?`;

/** What a server can be moved to and stay in use: another version, another way to sign in. */
const SAME_SERVER = `(?!(?:version )?v?\\d|(?:microsoft |azure |entra |ad )*connect\\b|.*\\b${AUTHENTICATION}\\b)`;

const PATTERNS = [
  `${NAME} (?:runs|is running|has|is on|is at|uses)(?: version)? ${VERSION}(?:,? (?:and )?(?:is )?${ROLE})?${AND_SIGN_IN}`,
  `${NAME} is(?: an?)? ${ROLE}(?: server)?(?:(?:,| and)? (?:(?:runs|on|with|at) )?(?:version )?${VERSION})?${AND_SIGN_IN}`,
  `${NAME} is (?:still |back )?in use`,
  `${NAME} ${SIGN_IN}`,
  `${NAME} (?:is|was|has been) (?:upgraded|updated|moved|migrated) to (?:version )?${VERSION}${AND_SIGN_IN}`,
  `${NAME} (?:is|was|has been) (?<done>migrated|moved|decommissioned|retired|switched off|removed|uninstalled)(?: to ${SAME_SERVER}.+)?`,
].map((pattern) => new RegExp(`^${pattern}$`, 'i'));

/** Reads what somebody states about a server; null for any other text. */
export function parseReport(text: string): Report | null {
  const groups = PATTERNS.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  const { named, any, version, role, method, done } = groups ?? {};
  const name = any ?? named;
  if (!name) return null;
  if (any === undefined && (!IS_NAME.test(name) || nameKindOf(name, () => false) === null)) return null;
  if (done) return { name, state: /^(?:migrated|moved)$/i.test(done) ? 'migrated' : 'decommissioned' };
  return {
    name,
    state: 'in-use',
    ...(version ? { version } : {}),
    ...(role ? { role: /^active$/i.test(role) ? 'active' : 'staging' } : {}),
    ...(method ? { authentication: /account$/i.test(method) ? 'account' : 'application' } : {}),
  };
}
