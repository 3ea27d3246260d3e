import { hostOf, nameKindOf } from './server-names.ts';
import { NAMED } from './write-report.ts';

/** How people write that they don't know a version. */
const UNKNOWN_VERSION =
  /^(?:(?:version |still |currently )*(?:unknown|unclear|not known|unbekannt|missing)|(?:i |we )?(?:don['’]?t|do not) know(?: yet)?|no (?:idea|clue|version)(?: yet)?|not (?:sure|checked)(?: yet)?|n\/?a|n\.a\.|tb[acd]|to be (?:checked|confirmed|determined)|\?{1,5}|[-–—]{1,3})$/i;

/** Whether a cell or an item says that a version isn't known. */
export function isUnknownVersion(text: string): boolean {
  return UNKNOWN_VERSION.test(text.trim());
}

const HEAD = /^[^:]{0,60}:\s/;
const MARK = /^(?:[-*•–]|\d{1,2}[.)])\s/;
const BETWEEN_ITEMS = /[,;]|\band\b/i;
/** `AADC01 2.5.190.0`, `AADC02: ?`, `AADC03 = 2.4.18.0 (staging)`. */
const ITEM = /^([^\s:=]{2,64})(?: *[:=] *| (?:(?:is|runs|on|has|[-–>→]+) )*)(\S.{0,40})$/i;
const VERSION = /^(?:version |v)?(\d{1,2}(?:\.\d{1,6}){2,3})(?: \(?(staging|active)\)?)?$/i;
const IS_NAME = /^(?=.*[\d-]|[A-Z]{3,})(?!\d+$)/;

interface Item {
  name: string;
  /** Null where it isn't known. */
  version: string | null;
  role: string | undefined;
}

/**
 * Writes a list of servers as sentences where it has what no sentence says: a server whose version isn't known, or, after a
 * head such as "servers:", a name that is none by its looks. A list is one line or several, and each of its items is a server
 * with a version or without one; other lines stay.
 */
export function listsAsSentences(text: string): string {
  const lines = text.split('\n').map((line) => ({ line, ...readLine(line) }));
  const written: string[] = [];
  for (let at = 0; at < lines.length;) {
    let to = at;
    while (lines[to]?.items) to++;
    const block = lines.slice(at, Math.max(to, at + 1));
    const items = block.flatMap((each) => each.items ?? []);
    const isWritten = isNew(
      items,
      block.some(({ hasHead }) => hasHead),
    );
    written.push(...(isWritten ? items.map(sentenceOf) : block.map(({ line }) => line)));
    at += block.length;
  }
  return written.join('\n');
}

function isNew(items: readonly Item[], hasHead: boolean): boolean {
  const isNamed = items.map(({ name }) => nameKindOf(name, () => false) !== null);
  const isUnknown = items.some(({ version }) => version === null);
  const hasVersion = items.some(({ version }) => version !== null);
  const areNames = isNamed.every(Boolean);
  return items.length > 1 && hasVersion && (areNames ? isUnknown : hasHead);
}

/** The items of a line, each of which is a server; null for any other line. */
function readLine(line: string): { items: Item[] | null; hasHead: boolean } {
  const said = line.replaceAll(/\s+/g, ' ').trim();
  const items = readItems(said);
  if (items) return { items, hasHead: false };
  return { items: readItems(said.replace(HEAD, '')), hasHead: HEAD.test(said) };
}

function readItems(line: string): Item[] | null {
  const items = line
    .split(BETWEEN_ITEMS)
    .map((item) => item.trim().replace(MARK, '').trim())
    .filter(Boolean)
    .map(readItem);
  return items.length > 0 && items.every((item) => item !== null) ? items : null;
}

function readItem(item: string): Item | null {
  const [, name = '', said = ''] = ITEM.exec(item) ?? [];
  if (hostOf(name) === null || !IS_NAME.test(name)) return null;
  const [, version, role] = VERSION.exec(said) ?? [];
  if (version !== undefined) return { name, version, role };
  return isUnknownVersion(said) ? { name, version: null, role: undefined } : null;
}

function sentenceOf({ name, version, role }: Item): string {
  if (version === null) return `${NAMED} ${name} is in use`;
  return `${NAMED} ${name} runs ${version}${role ? `, ${role.toLowerCase()}` : ''}`;
}
