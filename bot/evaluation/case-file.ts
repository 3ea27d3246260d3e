import { z } from 'zod';
import { CutoverError } from '../platform/errors.ts';

const patterns = z.array(z.string().transform((pattern) => new RegExp(pattern, 'i')));

const labelled = z.object({
  id: z.string().optional(),
  text: z.string(),
  intent: z.string(),
  alt: z.array(z.string()).default([]),
  origin: z.string().default(''),
});
const asked = z.object({
  id: z.string(),
  kind: z.string().default(''),
  text: z.string(),
  now: z.iso.datetime({ offset: true }),
  must: patterns,
  mustNot: patterns.default([]),
  mayAdmit: z.boolean().default(false),
});
const dialogue = z.object({
  name: z.string(),
  now: z.iso.datetime({ offset: true }),
  turns: z.array(z.object({ say: z.string(), must: patterns, mustNot: patterns.default([]) })),
});

/** A message with the intent that a person gave it. */
export type LabelledMessage = z.infer<typeof labelled>;
/** A question with the patterns of what its answer has to say, and may not say. With `mayAdmit`, saying that the documents don't tell is right. */
export type AskedQuestion = z.infer<typeof asked>;
/** What is said one after the other in a chat. */
export type Dialogue = z.infer<typeof dialogue>;

/** The cases of a file, by what it measures. */
export type CaseFile =
  | { kind: 'intents'; cases: LabelledMessage[] }
  | { kind: 'answers'; cases: AskedQuestion[] }
  | { kind: 'dialogues'; cases: Dialogue[] };

const FORMS = `expected JSON lines with "text" and "intent" (recognition) or with "text", "now" and "must" (answers), or a JSON list of dialogues with "now" and "turns"`;

/**
 * Reads the cases of a file, and tells by their fields what they measure.
 * @throws CutoverError `bad-line` names the file and the line that isn't a case.
 */
export function parseCases(text: string, file: string): CaseFile {
  if (text.trimStart().startsWith('[')) {
    const list = parse(text, `${file}:1`);
    return { kind: 'dialogues', cases: read(z.array(dialogue), list, `${file}:1`) };
  }
  const lines = text
    .split('\n')
    .map((line, i) => ({ line, place: `${file}:${i + 1}` }))
    .filter(({ line }) => line.trim());
  const values = lines.map(({ line, place }) => ({ value: parse(line, place), place }));
  const [first] = values;
  if (!first) throw new CutoverError('bad-line', `${file}:1: the file has no cases: ${FORMS}`);
  if (typeof first.value === 'object' && first.value !== null && 'must' in first.value) {
    return { kind: 'answers', cases: values.map(({ value, place }) => read(asked, value, place)) };
  }
  return { kind: 'intents', cases: values.map(({ value, place }) => read(labelled, value, place)) };
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CutoverError('bad-line', `${place}: this is not JSON, ${FORMS}: ${text.slice(0, 80)}`, {
      cause,
    });
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const problem = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
  throw new CutoverError('bad-line', `${place}: ${FORMS}. ${problem}`, { cause: result.error });
}
