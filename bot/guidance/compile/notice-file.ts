import { z } from 'zod';
import { parseVersionRange } from '../../campaign/version-range.ts';
import type { AffectedRule } from '../../campaign/affected.ts';
import type { Milestone, MilestoneKind } from '../guidance-map.ts';
import { calendarDate } from '../milestones/calendar-date.ts';
import { parseAddress } from './links.ts';
import type { Reporter } from './problem.ts';
import { parseYamlFile } from './yaml-file.ts';

/** File in a notice's folder that says what a person has settled. */
export const NOTICE_FILE = 'notice.yaml';

const KINDS = [
  'announced',
  'new-use-ends',
  'support-ends',
  'cut-off',
  'other',
] as const satisfies MilestoneKind[];

const text = z.string().trim().min(1);
const date = z
  .string()
  .trim()
  .refine(isDate, {
    error: ({ input }) => `"${String(input)}" is no calendar date: write YYYY-MM-DD or YYYY-MM`,
  });
const range = text.refine((value) => parseVersionRange(value) !== null, {
  error: ({ input }) =>
    `"${String(input)}" is no range of versions: write one such as "<2.5.79.0" or ">=2.0 <2.4"`,
});
/** `versions` and properties that servers report; all of an entry must hold. */
const entry = z
  .strictObject({ versions: range.optional(), authentication: z.enum(['account', 'application']).optional() })
  .refine((value) => Object.keys(value).length > 0, 'give versions, authentication, or both');

const WHOM = 'write everyone, or a list of entries such as - versions: "<2.5.79.0"';
const WHEN = 'write a date as YYYY-MM-DD or YYYY-MM, or tenant where each tenant has its own';

const schema = z.strictObject({
  subject: text.optional(),
  names: z.array(text).min(1).optional(),
  url: text.refine((value) => parseAddress(value) !== null, 'give an http or https address').optional(),
  status: z.enum(['confirmed', 'unconfirmed']).default('confirmed'),
  affects: z.union([z.literal('everyone'), z.array(entry).min(1)], WHOM).default('everyone'),
  cutOff: z.union([z.literal('tenant'), date], WHEN).optional(),
  milestones: z
    .array(
      z.strictObject({
        date,
        kind: z.enum([...KINDS, 'none']),
        scope: text.optional(),
        text: text.optional(),
      }),
    )
    .default([]),
});

/** What `notice.yaml` settles; without the file, its defaults. */
export interface NoticeFile {
  /** What stops, as a sentence says it; null to take it from the title. */
  subject: string | null;
  /** What people call the product. */
  names: string[];
  /** The announcement's public address; null to take its `canonicalUrl`. */
  url: string | null;
  status: 'confirmed' | 'unconfirmed';
  affects: AffectedRule;
  /** `YYYY-MM-DD`, `YYYY-MM`, or `tenant` when each tenant has its own; null to take it from the announcement. */
  cutOff: string | null;
  corrections: Correction[];
}

/** Replaces what was read of a date; `none` removes it. Its line in `notice.yaml` is counted from 1. */
interface Correction extends Pick<Milestone, 'date' | 'scope'> {
  kind: MilestoneKind | 'none';
  /** Null to keep the announcement's own sentence. */
  text: string | null;
  line: number;
}

/** Parses `notice.yaml`; null, with its problems reported, when there is an error. */
export function parseNoticeFile(yaml: string, report: Reporter): NoticeFile | null {
  const file = parseYamlFile(yaml, schema, report);
  if (file === null) return null;
  const { subject = null, names = [], url = null, status, affects, cutOff = null, milestones } = file.value;
  const corrections = milestones.map(({ date: day, kind, scope, text: words = null }, index) => ({
    ...{ date: day, kind, text: words, line: file.lineAt(['milestones', index]) },
    ...(scope === undefined ? {} : { scope }),
  }));
  return { subject, names, url, status, affects, cutOff, corrections };
}

/** The milestones as `notice.yaml` corrects them: a correction replaces all that was read of its date. */
export function correctMilestones(
  milestones: readonly Milestone[],
  corrections: readonly Correction[],
  report: Reporter,
): Milestone[] {
  let corrected = [...milestones];
  for (const { date: day, kind, scope, text: words, line } of corrections) {
    const read = corrected.find(({ date }) => date === day);
    if (kind === 'none' && read === undefined)
      report.warn(line, `the announcement states no milestone on ${day}: remove this line`);
    if (kind !== 'none' && read === undefined && words === null)
      report.error(line, `the announcement states no milestone on ${day}: give its text`);
    if (read === undefined && words === null) continue;
    corrected = corrected.filter(({ date }) => date !== day);
    if (kind === 'none') continue;
    corrected.push({
      date: day,
      precision: day.length === 7 ? 'month' : 'day',
      kind,
      ...(scope === undefined ? {} : { scope }),
      text: words ?? read?.text ?? '',
      source: read?.source ?? { file: NOTICE_FILE, line },
    });
  }
  return corrected.sort((a, b) => a.date.localeCompare(b.date));
}

function isDate(value: string): boolean {
  const [, year, month, day = '1'] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? [];
  return year !== undefined && calendarDate(Number(year), Number(month), Number(day)) !== null;
}
