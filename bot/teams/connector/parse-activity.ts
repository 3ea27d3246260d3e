import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { firstIssueIn } from '../../http/validate.ts';
import { toStorable } from '../../platform/storable-text.ts';

/** Levels of nesting. Cards' data and Teams' own fields have fewer than ten. */
const MAX_DEPTH = 50;

const MAX_ID_LENGTH = 1_000;

// Ids and addresses are stored and looked up: without control characters, which no client sends.
const id = z
  .string()
  .min(1)
  .max(MAX_ID_LENGTH)
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not contain control characters');
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);
/** Nothing depends on it: what is wrong counts as not sent. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => optional(schema).catch(undefined);

const name = lenient(z.string().max(256));
const account = z.looseObject({ id, name, aadObjectId: lenient(z.string()) });
const named = z.looseObject({ id: optional(id), name });
const instant = lenient(z.coerce.date());

/** What Cutover reads of an activity; everything else passes. */
const activitySchema = z.looseObject({
  type: id,
  id,
  channelId: id,
  serviceUrl: id,
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id,
    name,
    tenantId: optional(id),
    conversationType: lenient(z.string()),
    isGroup: lenient(z.boolean()),
  }),
  text: optional(z.string()),
  name: optional(z.string()),
  action: optional(z.string()),
  replyToId: optional(z.string().max(MAX_ID_LENGTH)),
  locale: lenient(z.string().max(100)),
  localTimezone: lenient(z.string().max(100)),
  timestamp: instant,
  localTimestamp: instant,
  expiration: instant,
  entities: optional(z.array(z.looseObject({ type: z.string() }))),
  attachments: optional(z.array(z.looseObject({ contentType: z.string() }))),
  membersAdded: optional(z.array(account)),
  membersRemoved: optional(z.array(account)),
  channelData: optional(
    z.looseObject({
      tenant: optional(named),
      team: optional(named),
      channel: optional(named),
      eventType: optional(z.string()),
    }),
  ),
});

/**
 * Reads the body of `POST /api/messages`. Characters that cannot be stored (NUL, halves of a character) are replaced.
 * @throws Problem 400 naming the field that is missing or wrong.
 */
export function parseActivity(body: unknown): Activity {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'Send an activity: a JSON object with Content-Type: application/json.');
  }
  const parsed = activitySchema.safeParse(storableCopyOf(body, MAX_DEPTH));
  if (parsed.success) return parsed.data as unknown as Activity;
  const { field, message } = firstIssueIn(parsed.error);
  throw new Problem(400, `${field}: ${message}.`, { field });
}

/** A copy in which every text can be stored. */
function storableCopyOf(value: unknown, depthLeft: number): unknown {
  if (typeof value === 'string') return toStorable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depthLeft === 0) throw new Problem(400, `The activity is nested deeper than ${MAX_DEPTH} levels.`);
  if (Array.isArray(value)) return value.map((item) => storableCopyOf(item, depthLeft - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, storableCopyOf(item, depthLeft - 1)]),
  );
}
