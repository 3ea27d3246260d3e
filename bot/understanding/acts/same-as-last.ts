import { overlapsAny, type ActContext, type Utterance } from './utterance.ts';

/** Words that say the same of another server, and what may stand beside them. */
const SAME = /^(?:same|ditto|too|also|likewise|well|auch|ebenso|ebenfalls|aussi|también|também|anche)$/;
const BESIDE =
  /^(?:[^\p{L}\p{N}]+|and|so|the|for|with|on|goes|applies|to|is|are|has|have|does|do|as|version|one|und|für|bei|it)$/u;
/** The server of a plain form that records something. */
const RECORDED = /^(?:server named )?(\S+)(?= (?:runs|is|signs in|uses) )/;

/** "AADC02 too", "same for AADC02 and AADC03" after a report: the same of these servers. Null for anything else. */
export function readSameAsLast(
  { tokens, servers, versions, mood }: Utterance,
  { last: { lines } }: ActContext,
): readonly string[] | null {
  if (servers.length === 0 || versions.length > 0 || mood === 'question' || mood === 'how-to') return null;
  const others = tokens
    .filter((_, at) => !overlapsAny({ from: at, to: at + 1 }, servers))
    .map(({ lower }) => lower);
  if (!others.some((word) => SAME.test(word))) return null;
  if (!others.every((word) => SAME.test(word) || BESIDE.test(word))) return null;
  const recorded = new Set(lines.map((line) => RECORDED.exec(line)?.[1] ?? ''));
  if (recorded.size !== 1 || recorded.has('')) return null;
  return servers.flatMap(({ value }) => lines.map((line) => line.replace(RECORDED, () => value.name)));
}
