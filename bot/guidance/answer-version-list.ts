import { dayIn } from '../campaign/calendar.ts';
import { describeVersion } from './answer-versions.ts';
import { sourceOf, topicsOf, type Answer } from './answer.ts';
import { formatDate, type LocalNow } from './date-format.ts';
import type { Guide } from './guide.ts';
import type { KnownVersion } from './guidance-map.ts';
import { judgeVersion, readVersionFacts, type VersionFacts } from './version-verdict.ts';

/** Versions by their place in the history. */
export interface AskedVersions {
  which: 'newest' | 'first' | 'supported';
  /** Of versions whose number begins so: `1`; null for all. */
  line: string | null;
  /** A version of which is asked with yes or no whether it is the newest, or whether there is a newer one. */
  compared?: { version: string; asks: 'newest' | 'newer' };
}

const INTENT = 'version-history';

/**
 * The newest version, the first, or those that are supported, by the version history as it could be known on the reader's day.
 * Null without a history, and where it has none such.
 */
export function answerVersionList(
  guide: Guide,
  { which, line, compared }: AskedVersions,
  localNow: LocalNow,
): Answer | null {
  const entry = guide.entries.get(INTENT);
  if (!entry) return null;
  const today = dayIn(localNow.now, localNow.zone);
  const facts = readVersionFacts(guide.notice);
  const known = facts.known.filter(
    ({ version, released }) => released <= today && (line === null || version.startsWith(`${line}.`)),
  );
  const paragraphs =
    which === 'supported'
      ? listSupported(known, facts, localNow)
      : describeOne(guide, which, known, localNow);
  if (paragraphs.length === 0) return null;
  return {
    intent: INTENT,
    title: TITLES[which],
    paragraphs: compared ? [...compareWithNewest(compared, known), ...paragraphs] : paragraphs,
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, [INTENT, 'support-status', 'what-to-do']),
  };
}

const TITLES: Readonly<Record<AskedVersions['which'], string>> = {
  newest: 'The newest version',
  first: 'The first version',
  supported: 'Supported versions',
};

/** Yes or no, where the history has the version. */
function compareWithNewest(
  { version, asks }: NonNullable<AskedVersions['compared']>,
  known: readonly KnownVersion[],
): string[] {
  const [newest] = known;
  if (!newest || !known.some((each) => each.version === version)) return [];
  const isNewest = newest.version === version;
  const word = isNewest === (asks === 'newest') ? 'Yes' : 'No';
  return [
    isNewest
      ? `**${word}**: these documents know none newer than **${version}**.`
      : `**${word}**: **${newest.version}** is newer than **${version}**.`,
  ];
}

/** `known` has the newest first. */
function describeOne(
  guide: Guide,
  which: 'newest' | 'first',
  known: readonly KnownVersion[],
  localNow: LocalNow,
): string[] {
  const version = (which === 'newest' ? known[0] : known.at(-1))?.version;
  return version === undefined ? [] : [describeVersion(guide, version, localNow)];
}

/** Those whose stated end is still to come, and the newest, whose end isn't stated yet. */
function listSupported(known: readonly KnownVersion[], facts: VersionFacts, localNow: LocalNow): string[] {
  const today = dayIn(localNow.now, localNow.zone);
  const ends = known.map(({ version }) => ({
    version,
    end: judgeVersion(version, facts, localNow).known?.endOfSupport ?? null,
  }));
  const firstEnd = ends.findIndex(({ end }) => end !== null);
  const lines = ends.flatMap(({ version, end }, i) => {
    if (end === null) return i < firstEnd ? [`- **${version}**: no end is stated yet`] : [];
    const day = formatDate({ date: end, precision: 'day' }, localNow.locale);
    return end >= today ? [`- **${version}**: until ${day}`] : [];
  });
  return lines.length === 0 ? [] : ['By their stated ends, these versions are supported:', lines.join('\n')];
}
