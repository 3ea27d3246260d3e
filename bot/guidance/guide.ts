import { deadlineOf, type Deadline } from '../campaign/deadline.ts';
import type { GuidanceMap, Intent } from './guidance-map.ts';

/** A way in which somebody asks for an intent; `none` collects what is out of scope. */
export interface Phrase {
  intent: string;
  text: string;
}

/** A compiled notice with the ways people ask for it. */
export interface CompiledNotice {
  map: GuidanceMap;
  phrases: Phrase[];
}

/** One notice and what Cutover knows about itself, as one set of intents. */
export interface Guide {
  notice: GuidanceMap;
  /** What is being retired, as a sentence says it: the notice's subject. */
  product: string;
  /** By when one must be done with it: the notice's cut-off, or the date that the reader's tenant has set. Null: none is known. */
  deadline: Deadline | null;
  /** Its own, in which people ask for its intents. */
  phrases: readonly Phrase[];
  /** By intent id. */
  entries: ReadonlyMap<string, GuideEntry>;
  /** By intent id: what the notice's documents answered once. Without a source it is not answered any more. */
  heldBack: ReadonlyMap<string, HeldBackAnswer>;
}

/** An answer whose source is gone from the documents. */
export interface HeldBackAnswer {
  /** A few words for a button. */
  title: string;
  /** When its source was found to be gone. */
  since: Date;
}

export interface GuideEntry {
  intent: Intent;
  /** The map that its section is in. */
  map: GuidanceMap;
  /** The canonical question: what a button with the intent's title asks. */
  question: string;
}

/** Joins a notice with the documents about Cutover itself, which come first where both answer an intent. */
export function createGuide(notice: CompiledNotice, about: CompiledNotice): Guide {
  const entries = new Map<string, GuideEntry>();
  const ofBot = new Set(about.map.intents.map(({ id }) => id));
  for (const { map, phrases } of [notice, about]) {
    for (const intent of map.intents) {
      if (map !== about.map && ofBot.has(intent.id)) continue; // the compiler has warned of it
      const question = phrases.find((phrase) => phrase.intent === intent.id)?.text ?? intent.title;
      entries.set(intent.id, { intent, map, question });
    }
  }
  return {
    notice: notice.map,
    product: notice.map.subject,
    deadline: deadlineOf(notice.map.cutOff, null),
    phrases: notice.phrases,
    entries,
    heldBack: new Map(),
  };
}
