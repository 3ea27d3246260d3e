import type { ReadAct } from './read-act.ts';

/** A plain form that records something of a server, with its name. */
const RECORDS = /^(?:server named )?(\S+) (?:runs|is|signs in|uses) /;
/** Servers beside those that are named: "and the other three". */
const OTHERS =
  /(?<=\b(?:and|plus|&) )(?:the |all |our )*(?:(?:other|remaining) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|servers|ones)|(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:others|more)|rest|others)\b/i;

/** Servers that are named beside what is recorded, and of which nothing is: it would be lost in silence. */
export function namesLeftOut(named: readonly string[], read: ReadAct | null, text: string): string[] {
  if (read?.kind !== 'do' && read?.kind !== 'ask') return [];
  const asked = read.kind === 'ask' ? read : read.ask;
  const lines = [
    ...(read.kind === 'do' ? read.lines : []),
    ...(asked?.options.flatMap(({ text }) => text.split('\n')) ?? []),
  ];
  const recorded = lines.flatMap((line) => RECORDS.exec(line)?.[1]?.toLowerCase() ?? []);
  if (recorded.length === 0) return [];
  const words = new Set(lines.flatMap((line) => line.toLowerCase().split(/[\s,]+/)));
  const said = new Set(named.map((name) => name.toLowerCase()));
  const others = recorded.every((name) => said.has(name)) ? (OTHERS.exec(text) ?? []) : [];
  return [...[...new Set(named)].filter((name) => !words.has(name.toLowerCase())), ...others];
}
