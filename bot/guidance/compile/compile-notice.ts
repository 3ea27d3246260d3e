import { flatten, plainText } from './card-text.ts';
import type { Article, GuidanceMap, Intent, Link, Unsettled } from '../guidance-map.ts';
import { ABOUT_NOTICE, BOT_INTENTS } from './bot-intents.ts';
import { compileIntents } from './intents.ts';
import { compileNeeds } from './needs.ts';
import { addressKey, parseAddress } from './links.ts';
import { cutOffOf, readDates } from '../milestones/milestones.ts';
import { subjectOf } from '../subject.ts';
import { textsOf } from './dated-texts.ts';
import { readProductNames } from './product-names.ts';
import { includedFiles } from './includes.ts';
import { correctMilestones, NOTICE_FILE, type NoticeFile, parseNoticeFile } from './notice-file.ts';
import { parseArticle, type ParsedArticle } from './parse-article.ts';
import { type Phrases, parsePhrases } from './phrases.ts';
import { type BuiltSection, buildSections } from './pieces.ts';
import { type Problem, reporterFor } from './problem.ts';
import { readVersionTables } from './version-tables.ts';
import { isYamlArticle } from './yaml-article.ts';

/** The documents of one notice. */
export interface NoticeSource {
  /** The ID of the guidance map. */
  id: string;
  /** The text of each file, by its path inside the folder, with forward slashes. */
  files: ReadonlyMap<string, string>;
  /** The announcement's path in `files`. */
  entry: string;
  /** The announcement's public address; overrides its `canonicalUrl`. */
  base?: string;
}

/** What compiling a notice gives. */
export interface CompileResult {
  /** Null when any problem is an error, never an incomplete map. */
  map: GuidanceMap | null;
  /** Phrases that people may type; the intent is `none` for those out of scope. */
  phrases: { intent: string; text: string }[];
  /** By file, then by line. */
  problems: Problem[];
}

const PHRASES_FILE = 'phrases.yaml';

/**
 * Compiles a notice's documents to its guidance map. Pure: it reads no files.
 * An article is part of the map when the announcement, or another article of the map, links to its `canonicalUrl`.
 */
export function compileNotice(source: NoticeSource): CompileResult {
  const problems: Problem[] = [];
  const notice = parseNoticeFile(source.files.get(NOTICE_FILE) ?? '', reporterFor(NOTICE_FILE, problems));
  const parsed = parseFiles(source, source.base ?? notice?.url, problems);
  const phrases = readPhrases(source, problems);
  const isWhole = parsed !== null && notice !== null && !hasError(problems);
  const map = isWhole ? compileMap(source, { ...parsed, notice }, phrases, problems) : null;
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : 0));
  if (map === null || hasError(problems)) return { map: null, phrases: [], problems };
  return { map, phrases: phrases?.list ?? [], problems };
}

interface ParsedFiles {
  announcement: ParsedArticle;
  others: ParsedArticle[];
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function parseFiles(
  source: NoticeSource,
  /** The announcement's public address, where it is given beside the document. */
  address: string | null | undefined,
  problems: Problem[],
): ParsedFiles | null {
  const report = reporterFor(source.entry, problems);
  const entryText = source.files.get(source.entry);
  const base = address == null ? null : parseAddress(address);
  if (address != null && base === null) {
    report.error(1, `the base address "${address}" is not valid: give an http or https address`);
  }
  if (entryText === undefined) {
    report.error(1, `${source.entry} is missing: add the announcement`);
    return null;
  }
  const parse = (file: string, text: string, own: string | null): ParsedArticle | null => {
    const result = parseArticle({ file, text, address: own, files: source.files });
    problems.push(...result.problems);
    return result.article;
  };
  const announcement = parse(source.entry, entryText, base);
  const included = includedFiles(source.files);
  const others = [...source.files]
    .filter(([file]) => file !== source.entry && !included.has(file))
    .filter(([file, text]) => file.endsWith('.md') || isYamlArticle(text))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, text]) => parse(file, text, null) ?? []);
  return announcement === null ? null : { announcement, others };
}

function readPhrases(source: NoticeSource, problems: Problem[]): Phrases | null {
  const yaml = source.files.get(PHRASES_FILE);
  return yaml === undefined ? null : parsePhrases(yaml, reporterFor(PHRASES_FILE, problems));
}

function compileMap(
  source: NoticeSource,
  { announcement, others, notice }: ParsedFiles & { notice: NoticeFile },
  phrases: Phrases | null,
  problems: Problem[],
): GuidanceMap {
  const linked = followLinks(announcement, others, problems);
  const { published } = announcement.frontMatter;
  const document = { title: announcement.title, texts: textsOf(announcement), published };
  const read = readDates(document, announcement.file);
  const noticeReport = reporterFor(NOTICE_FILE, problems);
  const milestones = correctMilestones(read.milestones, notice.corrections, noticeReport);
  const cutOff = notice.cutOff ?? cutOffOf(milestones, titlesOf(announcement));
  const unsettled = read.unsettled.filter((open) => !isSettled(open, notice));
  const prefixes = idPrefixes(linked);
  const own = buildSections(announcement, { idPrefix: '', milestones, isAnnouncement: true });
  const linkedSections = new Map<string, BuiltSection[]>();
  for (const article of linked) {
    const idPrefix = prefixes.get(article.file) ?? '';
    const sections = buildSections(article, { idPrefix, milestones, isAnnouncement: false });
    linkedSections.set(addressKey(article.address ?? ''), sections);
  }
  const sections = [...own, ...[...linkedSections.values()].flat()];
  const { sourceUrl, title, description, revised } = articleOf(announcement);
  const { affects } = notice;
  const subject = notice.subject ?? subjectOf(title);
  const names = notice.names.length > 0 ? notice.names : namesIn(plainText(subject), announcement);
  const intents = compileIntents({
    notice: { announcement: own, linked: linkedSections, milestones },
    settled: { cutOff, affects, subject, title, sourceUrl },
    sections,
    phrases,
    reportFor: (file) => reporterFor(file, problems),
    phrasesReport: reporterFor(PHRASES_FILE, problems),
  });
  const needs = compileNeeds(phrases?.needs ?? [], intents, reporterFor(PHRASES_FILE, problems));
  const isRetirement = source.id !== ABOUT_NOTICE;
  if (isRetirement) warnOfBotIntents(intents, sections, problems);
  if (isRetirement && cutOff === null) {
    reporterFor(source.entry, problems).warn(
      1,
      'no sentence states when the product stops working: add one, such as "The relay stops working on October 1, 2027."',
    );
  }
  for (const { line, sentence, reading, settle } of unsettled) {
    const message = `"${sentence}" is read as: ${reading}. To settle it, write "${settle}" in ${NOTICE_FILE}`;
    reporterFor(source.entry, problems).warn(line, message);
  }
  return {
    id: source.id,
    title,
    description,
    revised,
    sourceUrl,
    subject,
    names,
    status: notice.status,
    affects,
    milestones,
    cutOff,
    articles: [announcement, ...linked].map(articleOf),
    sections: sections.map(({ section }) => section),
    intents,
    versions: readVersionTables([announcement, ...linked], (file) => reporterFor(file, problems)),
    unsettled,
    ...(needs.length > 0 ? { needs } : {}),
    ...(phrases !== null && phrases.synonyms.length > 0 ? { synonyms: phrases.synonyms } : {}),
  };
}

/** A retirement notice is loaded together with the one about the bot, which answers these itself. */
function warnOfBotIntents(
  intents: readonly Intent[],
  sections: readonly BuiltSection[],
  problems: Problem[],
): void {
  for (const { id, guidance } of intents.filter((intent) => BOT_INTENTS.includes(intent.id))) {
    const place = sections.find(({ section }) => section.id === guidance.section)?.section.source;
    const { file, line } = place ?? { file: PHRASES_FILE, line: 1 };
    reporterFor(file, problems).warn(
      line,
      `this section gives the intent "${id}", which Cutover answers itself, so its answer is held back: give it another one`,
    );
  }
}

function namesIn(subject: string, { sections }: ParsedArticle): string[] {
  return readProductNames(subject, {
    headings: sections.map(({ heading }) => plainText(heading)),
    texts: sections.flatMap(({ blocks }) =>
      blocks.flatMap(({ sentences }) => sentences.map(({ plain }) => plain)),
    ),
  });
}

/** The title of the document and that of its page, which often differ. */
function titlesOf({ title, sections }: ParsedArticle): string[] {
  const first = sections.find(({ level }) => level === 1);
  return [title, ...(first === undefined ? [] : [first.heading])].map((text) => flatten(text));
}

/** `notice.yaml` settles a cut-off by naming one, and a milestone by correcting its date. */
function isSettled({ settle }: Unsettled, { cutOff, corrections }: NoticeFile): boolean {
  return (
    (cutOff !== null && settle.startsWith('cutOff:')) || corrections.some(({ date }) => settle.includes(date))
  );
}

function articleOf({ file, title, frontMatter, address }: ParsedArticle): Article {
  return {
    file,
    title,
    description: frontMatter.description,
    revised: frontMatter.revised,
    sourceUrl: address,
  };
}

/** The articles that can be reached by links, those with the fewest links between first; warns about the others. */
function followLinks(
  announcement: ParsedArticle,
  others: readonly ParsedArticle[],
  problems: Problem[],
): ParsedArticle[] {
  const byAddress = new Map<string, ParsedArticle>();
  for (const article of others) {
    if (article.address === null) continue;
    const key = addressKey(article.address);
    const known = byAddress.get(key);
    if (known === undefined) byAddress.set(key, article);
    else
      reporterFor(article.file, problems).error(
        1,
        `${known.file} has the same canonicalUrl: change or remove one of them`,
      );
  }
  const reached = new Set<ParsedArticle>([announcement]);
  for (const article of reached) {
    for (const { url } of linksOf(article)) {
      const target = byAddress.get(addressKey(url));
      if (target !== undefined) reached.add(target); // the loop also visits what is added to the set
    }
  }
  for (const article of others.filter((other) => !reached.has(other))) {
    const hint =
      article.address === null
        ? 'it has no canonicalUrl: add one'
        : `no link leads to ${article.address}: link to it or remove the file`;
    reporterFor(article.file, problems).warn(1, `this article is left out because ${hint}`);
  }
  return [...reached].slice(1);
}

function linksOf(article: ParsedArticle): Link[] {
  return article.sections.flatMap(({ headingLinks, blocks }) => [
    ...headingLinks,
    ...blocks.flatMap(({ links }) => links),
  ]);
}

/** The prefix of each article's section IDs: its file name, or its path when another article has the same file name. */
function idPrefixes(articles: readonly ParsedArticle[]): Map<string, string> {
  const path = (file: string): string => file.replace(/\.md$/, '');
  const name = (file: string): string => path(file).split('/').at(-1) ?? '';
  return new Map(
    articles.map(({ file }) => {
      const isShared = articles.some((other) => other.file !== file && name(other.file) === name(file));
      return [file, `${isShared ? path(file) : name(file)}/`];
    }),
  );
}
