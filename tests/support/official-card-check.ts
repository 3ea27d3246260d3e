import assert from 'node:assert/strict';
import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';

/** What the parser of schema 1.5 does not know and Teams does: charts, and choices that it asks for while one types. */
const TEAMS_OWN = /^Unknown element type "Chart\.|^Property "choices\.data" /;

/** Microsoft's own parser finds nothing wrong with the card, and the card is one that Teams draws (schema 1.5). */
export function assertValidCard(card: object, what: string): void {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const validation = parsed.validateProperties().validationEvents.map(({ message }) => message);
  const unexpected = [...parsing, ...validation].filter((message) => !TEAMS_OWN.test(message));
  assert.deepEqual(unexpected, [], what);
  assert.deepEqual(
    objectsIn(card).filter(({ type, fallback }) => /^(?:Table$|Chart\.)/.test(String(type)) && !fallback),
    [],
    `${what}: a table or a chart without a fallback`,
  );
  assert.ok(!JSON.stringify(card).includes('${'), `${what}: a placeholder is left`);
}

/** As Teams counts a message: UTF-16. */
export function sizeOf(card: object): number {
  return JSON.stringify(card).length * 2;
}

/** Every object in a card, at any depth. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

/** All words that a card shows. */
export function textOf(card: object): string {
  return objectsIn(card)
    .flatMap(({ text, title, value }) => [text, title, value])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

/** The card of what was posted. */
export function cardOf({ attachments = [] }: { attachments?: { content?: unknown }[] }): object {
  const content = attachments[0]?.content;
  assert.ok(typeof content === 'object' && content !== null, 'no card is attached');
  return content;
}
