import { impactOf, type Authentication, type Impact } from '../campaign/affected.ts';
import { sourceOf, topicsOf, type Answer } from './answer.ts';
import { describeAffected, describeRange } from './affected-text.ts';
import { describeKnownDeadline } from './cut-off-text.ts';
import type { LocalNow } from './date-format.ts';
import type { Guide } from './guide.ts';

/** Where an answer by the rule comes from: the first of these that the notice answers. */
const SOURCES = ['am-i-affected', 'deadline', 'impact'];

/**
 * Whether the notice's own rule affects versions that a message names, each in a paragraph. Null when the rule names no
 * versions, when one is named in part only (`7.x`), and when the notice answers nothing that it could be read from.
 */
export function answerByRule(
  guide: Guide,
  {
    versions,
    server,
    authentication = null,
  }: { versions: readonly string[]; server: string | null; authentication?: Authentication | null },
  localNow: LocalNow,
): Answer | null {
  const entry = SOURCES.map((id) => guide.entries.get(id)).find((found) => found !== undefined);
  const verdicts = versions.map((version) => describeByRule(guide, version, authentication));
  if (!entry || verdicts.includes(null)) return null;
  const deadline = verdicts.some((verdict) => verdict?.impact === 'affected')
    ? describeKnownDeadline(guide, localNow)
    : null;
  const names = versions.join(', ');
  return {
    intent: entry.intent.id,
    title: server ? `${server} with version ${names}` : `Version ${names}`,
    paragraphs: [...verdicts.map((verdict) => verdict?.text ?? ''), ...(deadline === null ? [] : [deadline])],
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, ['what-to-do', 'deadline', 'impact']),
  };
}

/** What the notice's rule says of a version, and of how its server signs in if that is known; null when it says nothing of it. */
export function describeByRule(
  { notice: { affects, subject } }: Guide,
  version: string,
  authentication: Authentication | null = null,
): { text: string; impact: Impact } | null {
  if (affects === 'everyone' || !/^\d+(?:\.\d+)*$/.test(version)) return null;
  const ranges = affects.flatMap(({ versions }) => versions ?? []);
  if (ranges.length === 0) return null;
  const impact = impactOf({ version, authentication, state: 'in-use' }, affects);
  const isBySignIn = affects.some((entry) => entry.authentication !== undefined);
  const signsIn = isBySignIn && authentication !== null ? ` that signs in with an ${authentication}` : '';
  const rule = isBySignIn
    ? describeAffected({ affects, subject })
    : `The notice is about versions ${ranges.map(describeRange).join(', or ')}.`;
  const texts = {
    affected: `**${version}**${signsIn} is affected. ${rule}`,
    'not-affected': `**${version}**${signsIn} is not affected. ${rule}`,
    unknown: `The version **${version}** alone doesn’t decide. ${rule}`,
  };
  return { text: texts[impact], impact };
}
