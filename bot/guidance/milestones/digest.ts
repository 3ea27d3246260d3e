import type { Statement } from './read-statements.ts';

/** The title of a digest: a page that lists retirements of things that have nothing else in common. */
const DIGEST =
  /\b(?:deprecations|removals|retirements)\b|\b(?:deprecated|retired|removed|discontinued)(?:,? (?:and|or|&) [\w-]+)?(?: [\w-]+){0,3}? (?:features|functionality|products|capabilities|APIs)\b|^\W*migrations\W*$|\b(?:change ?log|release notes)\b/i;

/** Whether a page with this title lists retirements of several things, so that no end is that of the whole. */
export function isDigest(title: string): boolean {
  return DIGEST.test(title);
}

/** Words of a heading that say what becomes of the thing that it names. */
const FATE =
  /\b(?:(?:is|are|was|were|will be|has been|being) )?(?:deprecated|deprecations?|retired|retiring|retirement|removed|removal|discontinued|end[ -]of[ -](?:life|support)|ends?)(?: of)?\b/gi;
/** A heading that names no thing. */
const NAMELESS =
  /\?|^(?:(?:timelines?|dates?|schedule|overview|summary|impact|details|notes?|why|what|when|how|who|actions?|reason|description|next steps|faqs?|frequently|recommended|required|deadlines?|background|migrat\w+|key|important|introduction|about|general|announcements?|features?|products?)\b|[\d\W]*$|(?:version |release )?v?\d[\w.]*$|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)/i;

/** In a digest what stands under a heading is about the thing that it names. Changes no statement. */
export function withItems(statements: readonly Statement[], title: string): Statement[] {
  if (!isDigest(title)) return [...statements];
  return statements.map((statement) => {
    const item = itemOf(statement, title);
    const isFuller = item !== null && item.includes(statement.scope ?? '');
    return isFuller ? { ...statement, scope: item } : statement;
  });
}

function itemOf({ text: { heading, above = '' } }: Statement, title: string): string | null {
  const names = [heading, above]
    .filter((name) => !title.includes(name))
    .map((name) => name.replace(FATE, ' '));
  return names.map((name) => name.replace(/\s+/g, ' ').trim()).find((name) => !NAMELESS.test(name)) ?? null;
}
