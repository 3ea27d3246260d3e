import type { Article, GuidanceMap, Intent, Link, Milestone, Section, Table } from './guidance-map.ts';

/** What changed between two compilations of a notice. Nothing in it depends on lines or on the order of files. */
export interface NoticeDifference {
  /** Whether nothing of all below changed. */
  isEmpty: boolean;
  /** Null when it is the same. */
  cutOff: CutOffChange | null;
  /** Title, subject, status and the rule that says whom it affects. */
  facts: { fact: 'title' | 'subject' | 'status' | 'affects'; from: string; to: string }[];
  milestones: MilestoneChange[];
  /** Those beside the announcement, by their files. */
  articles: { added: ArticlePlace[]; removed: ArticlePlace[] };
  answers: AnswerChange[];
  links: { added: LinkTarget[]; removed: LinkTarget[] };
  tables: TableChange[];
}

export interface CutOffChange {
  from: string | null;
  to: string | null;
  /** The sentence that states the earlier one; null when none does. */
  before: string | null;
  now: string | null;
}

/** `moved`: a milestone of the same kind has another date. `changed`: the date says something else. */
export interface MilestoneChange {
  change: 'added' | 'removed' | 'moved' | 'changed';
  from: Milestone | null;
  to: Milestone | null;
}

/** `removed`: the bot holds the answer back. */
export interface AnswerChange {
  change: 'added' | 'removed' | 'changed';
  intent: string;
  title: string;
  from: string | null;
  to: string | null;
  /** Where it comes from, or came from if it is removed. */
  source: AnswerPlace;
}

export interface AnswerPlace {
  file: string;
  heading: string;
  /** Whether the new documents have no such section. */
  isGone: boolean;
}

type ArticlePlace = Pick<Article, 'file' | 'title'>;
type LinkTarget = Pick<Link, 'text' | 'url'>;

export interface TableChange {
  change: 'added' | 'removed' | 'changed';
  /** The heading above it. */
  heading: string;
  headers: string[];
  /** Rows that only the new table has, and that only the old one has. */
  added: string[][];
  removed: string[][];
}

/** Compares two guidance maps of one notice. */
export function diffNotices(old: GuidanceMap, now: GuidanceMap): NoticeDifference {
  const difference = {
    cutOff: diffCutOff(old, now),
    facts: diffFacts(old, now),
    milestones: diffMilestones(old.milestones, now.milestones),
    articles: diffArticles(old.articles, now.articles),
    answers: diffAnswers(old, now),
    links: diffLinks(old.sections, now.sections),
    tables: diffTables(old.sections, now.sections),
  };
  const { cutOff, facts, milestones, articles, answers, links, tables } = difference;
  const places = [articles.added, articles.removed, links.added, links.removed];
  const changes = [facts, milestones, answers, tables, ...places];
  return { isEmpty: cutOff === null && changes.every(({ length }) => length === 0), ...difference };
}

function diffCutOff(old: GuidanceMap, now: GuidanceMap): CutOffChange | null {
  if (old.cutOff === now.cutOff) return null;
  return { from: old.cutOff, to: now.cutOff, before: cutOffSentence(old), now: cutOffSentence(now) };
}

function cutOffSentence({ cutOff, milestones }: GuidanceMap): string | null {
  return milestones.find(({ date }) => date === cutOff)?.text ?? null;
}

function diffFacts(old: GuidanceMap, now: GuidanceMap): NoticeDifference['facts'] {
  const facts = ['title', 'subject', 'status', 'affects'] as const;
  return facts.flatMap((fact) => {
    const [from, to] = [wordsOf(old[fact]), wordsOf(now[fact])];
    return from === to ? [] : [{ fact, from, to }];
  });
}

function wordsOf(fact: GuidanceMap['title' | 'affects']): string {
  return typeof fact === 'string' ? fact : JSON.stringify(fact);
}

/** The same date is the same milestone; of the rest, those of one kind and scope that say nearly the same have moved. */
function diffMilestones(old: readonly Milestone[], now: readonly Milestone[]): MilestoneChange[] {
  const changes: MilestoneChange[] = [];
  const added = now.filter(({ date }) => !old.some((other) => other.date === date));
  for (const from of old) {
    const onDay = now.filter(({ date }) => date === from.date);
    const same = onDay.find(({ kind }) => kind === from.kind) ?? onDay[0];
    if (same !== undefined) {
      const isSame = same.kind === from.kind && same.scope === from.scope && same.text === from.text;
      if (!isSame) changes.push({ change: 'changed', from, to: same });
      continue;
    }
    const to = nearest(from, added);
    if (to !== null) added.splice(added.indexOf(to), 1);
    changes.push({ change: to === null ? 'removed' : 'moved', from, to });
  }
  const all = [...changes, ...added.map((to): MilestoneChange => ({ change: 'added', from: null, to }))];
  const dateOf = ({ from, to }: MilestoneChange): string => from?.date ?? to?.date ?? '';
  return all.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
}

function nearest(from: Milestone, added: readonly Milestone[]): Milestone | null {
  const alike = added.filter(({ kind, scope }) => kind === from.kind && scope === from.scope);
  const shared = (to: Milestone): number => {
    const words = new Set(to.text.toLowerCase().match(/\p{L}+/gu) ?? []);
    return (from.text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => words.has(word)).length;
  };
  return alike.sort((a, b) => shared(b) - shared(a))[0] ?? null;
}

/** The announcement comes first, whatever its file is called. */
function diffArticles(
  [, ...old]: readonly Article[],
  [, ...now]: readonly Article[],
): NoticeDifference['articles'] {
  const missingIn = (others: readonly Article[]) => (article: Article) =>
    !others.some(({ file }) => file === article.file);
  const toPlace = ({ file, title }: Article): ArticlePlace => ({ file, title });
  return {
    added: now.filter(missingIn(old)).map(toPlace),
    removed: old.filter(missingIn(now)).map(toPlace),
  };
}

function diffAnswers(old: GuidanceMap, now: GuidanceMap): AnswerChange[] {
  const ids = [...new Set([...old.intents, ...now.intents].map(({ id }) => id))];
  return ids.flatMap((intent) => {
    const [from, to] = [old, now].map(({ intents }) => intents.find(({ id }) => id === intent));
    if (from && to && contentOf(from) === contentOf(to)) return [];
    const change = !from ? 'added' : !to ? 'removed' : 'changed';
    const title = (to ?? from)?.title ?? intent;
    const texts = { from: from?.guidance.text ?? null, to: to?.guidance.text ?? null };
    const section = to?.guidance.section ?? from?.guidance.section;
    return [{ change, intent, title, ...texts, source: placeOf(section, to ? now : old, now) }];
  });
}

function placeOf(id: string | undefined, { sections }: GuidanceMap, now: GuidanceMap): AnswerPlace {
  const section = sections.find((candidate) => candidate.id === id);
  const { heading = '', source: { file } = { file: '' } } = section ?? {};
  return { file, heading, isGone: !now.sections.some((candidate) => candidate.id === id) };
}

/** What an answer shows, without the names of its sections. */
function contentOf({ guidance: { text, links, table } }: Intent): string {
  return JSON.stringify([text, links.map(({ text: words, url }) => [words, url]), table]);
}

function diffLinks(old: readonly Section[], now: readonly Section[]): NoticeDifference['links'] {
  const [before, after] = [linksOf(old), linksOf(now)];
  const missingIn = (other: ReadonlyMap<string, LinkTarget>) => (link: LinkTarget) => !other.has(link.url);
  return {
    added: [...after.values()].filter(missingIn(before)),
    removed: [...before.values()].filter(missingIn(after)),
  };
}

function linksOf(sections: readonly Section[]): Map<string, LinkTarget> {
  const links = sections.flatMap((section) => section.links);
  return new Map(links.map(({ text, url }) => [url, { text, url }]));
}

interface PlacedTable {
  heading: string;
  table: Table;
}

/** A table is the same one when it is the same of those with its headers under its heading. */
function diffTables(old: readonly Section[], now: readonly Section[]): TableChange[] {
  const [before, after] = [tablesOf(old), tablesOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): TableChange[] => {
    const [from, to] = [before.get(key), after.get(key)];
    const { heading = '', table: { headers } = { headers: [] } } = to ?? from ?? {};
    const added = rowsMissingIn(from, to);
    const removed = rowsMissingIn(to, from);
    if (from && to && added.length === 0 && removed.length === 0) return [];
    const change = !from ? 'added' : !to ? 'removed' : 'changed';
    return [{ change, heading, headers, added, removed }];
  });
}

function tablesOf(sections: readonly Section[]): Map<string, PlacedTable> {
  const tables = new Map<string, PlacedTable>();
  for (const { article, heading, tables: own } of sections) {
    for (const table of own) {
      const base = JSON.stringify([article, heading, table.headers]);
      let key = base;
      for (let count = 2; tables.has(key); count += 1) key = `${base} ${count}`;
      tables.set(key, { heading, table });
    }
  }
  return tables;
}

function rowsMissingIn(from: PlacedTable | undefined, to: PlacedTable | undefined): string[][] {
  const known = new Set(from?.table.rows.map((row) => JSON.stringify(row)));
  return (to?.table.rows ?? []).filter((row) => !known.has(JSON.stringify(row)));
}
