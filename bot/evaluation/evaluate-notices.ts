import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Milestone } from '../guidance/guidance-map.ts';
import { CutoverError } from '../platform/errors.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { shareOf } from '../understanding/share.ts';
import type { Evaluation } from './evaluation.ts';

/** What a folder of documents says of them: by the file's name, any of the cut-offs is right. */
const GOLD_FILE = 'gold.json';

const schema = z.record(
  z.string(),
  z.object({
    cutOff: z.array(z.string()).nullable(),
    dates: z.array(z.object({ date: z.string(), kind: z.string(), scope: z.string().optional() })),
  }),
);

interface Stated {
  date: string;
  kind: string;
}

/**
 * Compiles the documents of a folder, and compares their cut-offs and milestones with `gold.json`.
 * @throws CutoverError `bad-line` when that file isn't readable or has another form.
 */
export async function evaluateNotices(folder: string): Promise<Evaluation> {
  const gold = await readGold(join(folder, GOLD_FILE));
  const judged = await Promise.all(
    Object.entries(gold).map(async ([file, { cutOff, dates }]) => {
      const { map } = await readNotice(join(folder, file));
      const milestones = map?.milestones ?? [];
      const isCutOffRight =
        map !== null &&
        (map.cutOff === null ? cutOff === null : cutOff !== null && cutOff.some(isLike(map.cutOff)));
      const missing = dates.filter((date) => !milestones.some((milestone) => isSame(milestone, date)));
      const wrong = milestones.filter((milestone) => !dates.some((date) => isSame(milestone, date)));
      return { file, isCutOffRight, cutOff: map?.cutOff ?? null, dates, milestones, missing, wrong };
    }),
  );
  const dates = judged.flatMap((each) => each.dates.map((date) => !each.missing.includes(date)));
  const given = judged.flatMap((each) => each.milestones.map((milestone) => !each.wrong.includes(milestone)));
  return {
    shares: {
      'cut-off right': shareOf(judged, ({ isCutOffRight }) => isCutOffRight),
      'milestones found': shareOf(dates, (isFound) => isFound),
      'milestones given that are right': shareOf(given, (isRight) => isRight),
    },
    notes: { documents: String(judged.length) },
    verdicts: judged.map(({ file, isCutOffRight, cutOff, missing, wrong }) => {
      const problems = [
        ...(isCutOffRight ? [] : [`the cut-off is ${String(cutOff)}`]),
        ...missing.map((date) => `missing: ${describe(date)}`),
        ...wrong.map((milestone) => `wrong: ${describe(milestone)}`),
      ];
      return { id: file, problem: problems.length === 0 ? null : problems.join('; ') };
    }),
  };
}

async function readGold(file: string): Promise<z.infer<typeof schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const form = 'a JSON object with "cutOff" and "dates" for each document';
    throw new CutoverError('bad-line', `${file} isn't readable as ${form}: ${String(cause)}`, { cause });
  }
}

/** A day and its month are the same date. */
function isLike(date: string): (other: string) => boolean {
  return (other) => date.startsWith(other) || other.startsWith(date);
}

function isSame(milestone: Milestone, stated: Stated): boolean {
  return milestone.kind === stated.kind && isLike(milestone.date)(stated.date);
}

function describe({ date, kind }: Stated): string {
  return `${date} ${kind}`;
}
