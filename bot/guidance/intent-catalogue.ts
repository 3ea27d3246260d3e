import catalogue from '../notices/intents.json' with { type: 'json' };

/** What every notice shares about an intent that retirement notices answer; the data is in `notices/intents.json`. */
interface SharedIntent {
  /** On buttons, unless `phrases.yaml` has one. */
  title: string;
  /** Offered under the answer, unless `phrases.yaml` has its own. */
  followUps: readonly string[];
  /** What answers a question about this intent in a notice without it, the nearest first. */
  nearest: readonly string[];
  /** What its answer can be about instead of the topic. */
  about: readonly string[];
  /** A pattern of the link, or of the heading below the title, that leads to its guidance in a document without comments. */
  link?: string;
  heading?: string;
  /** Ways of asking, with `{product}` where the product's name is. */
  phrases: readonly string[];
}

/**
 * What a message can name beyond its topic: rows of the comparison, versions, a date; or its notice, by the end of its range.
 * With `verdict`, it asks for what holds for the version itself; with `notice`, for what holds for the notice as a whole.
 */
export type Detail = 'notice' | 'features' | 'versions' | 'verdict' | 'dates' | 'own range';

const intents: Readonly<Record<string, SharedIntent>> = catalogue.intents;

/** Intents that a retirement notice can answer, in the order in which the compiler looks for them. */
export const DOCUMENT_INTENTS: readonly string[] = Object.keys(intents);

/** The default title of an intent. For an intent without one, its name: `my-topic` becomes "My topic". */
export function defaultTitle(id: string): string {
  const words = id.replaceAll('-', ' ');
  return intents[id]?.title ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Default follow-ups of an intent; the notice may not have all of them. */
export function defaultFollowUps(id: string): readonly string[] {
  return intents[id]?.followUps ?? [];
}

/** The intents that answer a question about `id` where a notice doesn't have it, the nearest first. */
export function nearestIntents(id: string): readonly string[] {
  return intents[id]?.nearest ?? [];
}

/** The patterns of what leads to an intent's guidance in a document without comments, in the catalogue's order. */
export const LEADS: readonly { intent: string; link: RegExp | null; heading: RegExp | null }[] =
  Object.entries(intents).map(([intent, { link, heading }]) => ({
    intent,
    link: link === undefined ? null : new RegExp(link, 'i'),
    heading: heading === undefined ? null : new RegExp(heading, 'i'),
  }));

/** Whether a question about the intent can be answered with such a detail that it names. */
export function canBeAbout(id: string, detail: Detail): boolean {
  return (
    intents[id]?.about.includes(detail) ??
    ((detail === 'versions' || detail === 'verdict') && catalogue.aboutVersions.includes(id))
  );
}

/** Ways of asking about any product, with `name` where its name is; the intent of those out of scope is `none`. */
export function sharedPhrases(name: string): { intent: string; text: string }[] {
  const fill = (intent: string, phrases: readonly string[]) =>
    phrases.map((phrase) => ({ intent, text: phrase.replaceAll('{product}', name) }));
  return [
    ...Object.entries(intents).flatMap(([intent, { phrases }]) => fill(intent, phrases)),
    ...fill('none', catalogue.none),
  ];
}
