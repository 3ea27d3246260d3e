import type { AffectedRule } from '../campaign/affected.ts';
import type { Phase } from '../campaign/calendar.ts';

/**
 * What a notice compiles to. `compile` prints this as JSON, so its field names are a contract.
 * Every text, heading and cell is card-safe Markdown: bold, italic, lists and http(s) links only,
 * never HTML, and every link absolute.
 */
export interface GuidanceMap {
  /** The folder's name, or the file's without its ending. */
  id: string;
  title: string;
  description: string;
  /** Calendar date of the announcement's facts, `YYYY-MM-DD`; null when the document states none. */
  revised: string | null;
  /** The announcement's public address; null when nothing says it. */
  sourceUrl: string | null;
  /** Ordered by date. Each date once, however often the announcement repeats it. */
  milestones: Milestone[];
  /** What stops, as a sentence says it: `Entra Connect Sync below 2.5.79.0`. */
  subject: string;
  /** What people call the product, besides `subject`: as `notice.yaml` says, else as it was read in the announcement. */
  names: string[];
  /** `unconfirmed`: what is known of it comes from others than the vendor. */
  status: 'confirmed' | 'unconfirmed';
  affects: AffectedRule;
  /**
   * The day (`YYYY-MM-DD`) or month (`YYYY-MM`) on which existing use stops; where the announcement states only the end of
   * support, that; `tenant` when each tenant has its own; null when none is known.
   */
  cutOff: string | null;
  /** The announcement first, then the articles that it links to. */
  articles: Article[];
  /** In reading order, the announcement's first. */
  sections: Section[];
  intents: Intent[];
  /** What the documents say of versions, in tables or headings. */
  versions: VersionStatements;
  /** What an author should look at; empty when the compiler is sure. */
  unsettled: Unsettled[];
  /** What some rows of the comparison are called by somebody who needs them; absent when nobody wrote it. */
  needs?: NeedWords[];
  /** Rows of words that mean the same in this notice, beside those that all notices share; absent when nobody wrote any. */
  synonyms?: string[][];
}

/** A sentence that the compiler is not sure of. */
export interface Unsettled extends SourcePlace {
  sentence: string;
  /** How it was read. */
  reading: string;
  /** The line for `notice.yaml` that settles it. */
  settle: string;
}

export interface VersionStatements {
  /** In the order of the documents. */
  known: KnownVersion[];
  minimums: MinimumVersion[];
}

/** A version with its dates as `YYYY-MM-DD`. */
export interface KnownVersion {
  version: string;
  /** Empty when it is not stated. */
  released: string;
  /** As stated, never computed; null when none is known. */
  endOfSupport: string | null;
  note: string;
}

/** Below this version something stops on a date. */
export interface MinimumVersion {
  version: string;
  date: string;
  service: string;
  consequence: string;
  /** It holds for all that a server does, so it decides about the server. */
  isForAll: boolean;
  /** What the cells say beside the version and the date; empty when they say nothing more. */
  qualifier: string;
}

export interface NeedWords {
  /** The first cell of the comparison's row. */
  row: string;
  /** The need in the reader's words. */
  words: string;
}

export interface Article {
  /** Path inside the notice's folder, with forward slashes. */
  file: string;
  title: string;
  description: string;
  revised: string | null;
  sourceUrl: string | null;
}

/**
 * What a milestone is: `new-use-ends` when nothing new can be created or ordered, `support-ends` when fixes or help end,
 * `cut-off` when existing use stops.
 */
export type MilestoneKind = 'announced' | 'new-use-ends' | 'support-ends' | 'cut-off' | 'other';

export interface Milestone {
  /** `YYYY-MM-DD`, or `YYYY-MM` when the document names only the month. */
  date: string;
  precision: 'day' | 'month';
  kind: MilestoneKind;
  /** The part of the product that it is about; absent when it is about all of it. */
  scope?: string;
  /** The sentence that states it, as plain text. */
  text: string;
  source: SourcePlace;
}

export interface Section {
  /** Unique in the map: the heading's anchor, with the article's file name before it outside the announcement (`whatis-azure-ad-connect-v2/licence`). */
  id: string;
  /** The article's `file`. */
  article: string;
  heading: string;
  /** 1 to 6. */
  level: number;
  /** Everything in the section except its alerts and tables. */
  text: string;
  /** The same words, and the alerts' words, in the order in which an answer may use them. */
  passages: Passage[];
  /** What an answer can quote by itself: each paragraph, each item of a list, each row of a table, in reading order. */
  quotes: Quote[];
  alerts: AlertBox[];
  /** Every use of a link in the section, its alerts and tables included, in reading order. */
  links: Link[];
  tables: Table[];
  /** Where to read it: the article's address with the heading's anchor; null without an address. */
  url: string | null;
  source: SourcePlace;
}

export interface Passage {
  text: string;
  /** The phases in which it may be said (a `:::zone pivot="before,on"` block); always when absent. */
  when?: Phase[];
  /** Date of the milestone that this sentence states: an answer says it in words computed from the clock instead. */
  milestone?: string;
  /** Whether an answer quotes the sentence behind those words; false when absent. */
  isQuoted?: boolean;
  /** Intents that an `<!-- intent: … -->` line gives to this passage. */
  intents?: string[];
}

/** The smallest part of a section that answers something. It is read at the section's address. */
export interface Quote {
  /** A paragraph, an item with its marker, or a row in words: `**Feature**: Header: cell; Header: cell`. */
  text: string;
  /** The sentence that introduces the item's list; absent where none does. */
  lead?: string;
  /** Of a paragraph or an item: the index in `passages` of what it is from. */
  passage?: number;
  /** Of a row: the index of its table in `tables`, and of the row in it. */
  table?: number;
  row?: number;
  /** As in a passage. */
  when?: Phase[];
  milestone?: string;
  intents?: string[];
  /** Other words in which it is asked for, from an `<!-- asked: … -->` line. */
  asked?: string[];
}

export interface AlertBox {
  kind: 'note' | 'tip' | 'important' | 'caution' | 'warning';
  text: string;
}

export interface Link {
  text: string;
  /** Absolute, http or https. */
  url: string;
  /** What the document says about the target: the rest of its table row, or the sentence around it. */
  description: string;
}

export interface Table {
  headers: string[];
  rows: string[][];
}

export interface Intent {
  id: string;
  /** A few words for a button. */
  title: string;
  guidance: Guidance;
  /** Intents worth offering next. */
  followUps: string[];
}

export interface Guidance {
  /** All passages joined, for a reader of the map; an answer is made of `passages`. */
  text: string;
  /** The `id` of the section that it comes from. */
  section: string;
  links: Link[];
  table: Table | null;
  passages: Passage[];
}

export interface SourcePlace {
  file: string;
  line: number;
}
