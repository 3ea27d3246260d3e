import { LineCounter, parseDocument, isMap, isScalar } from 'yaml';
import { calendarDate } from '../milestones/calendar-date.ts';
import { escapeText } from './card-text.ts';
import { parseAddress } from './links.ts';
import { withoutTemplates } from './placeholders.ts';
import type { Reporter } from './problem.ts';

/** The values of an article's front matter that Cutover uses. Texts are card-safe. */
export interface FrontMatter {
  title: string | null;
  /** Empty when there is none. */
  description: string;
  /** `ms.date` as `YYYY-MM-DD`. */
  revised: string | null;
  /** `date`, as blogs have it, as `YYYY-MM-DD`; null where it is missing or no date. */
  published: string | null;
  /** The article's public address. */
  canonicalUrl: string | null;
}

/** An article's front matter, and the article with empty lines in its place. */
export function splitFrontMatter(source: string): { yaml: string; body: string; isClosed: boolean } {
  const lines = source.split(/\r\n|\n|\r/);
  const isEdge = (line: string | undefined): boolean => /^---[ \t]*$/.test(line ?? '');
  if (!isEdge(lines[0])) return { yaml: '', body: source, isClosed: true };
  const end = lines.findIndex((line, index) => index > 0 && isEdge(line));
  if (end < 0) return { yaml: '', body: source, isClosed: false };
  const body = '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n');
  return { yaml: lines.slice(1, end).join('\n'), body, isClosed: true };
}

interface Value {
  text: string;
  line: number;
}

/** Parses an article's front matter and ignores other keys. `firstLine` is the line of its first key, counted from 1. */
export function parseFrontMatter(yaml: string, firstLine: number, report: Reporter): FrontMatter {
  const lineCounter = new LineCounter();
  const document = parseDocument(withoutTemplates(yaml), { lineCounter, prettyErrors: false });
  const empty: FrontMatter = {
    title: null,
    description: '',
    revised: null,
    published: null,
    canonicalUrl: null,
  };
  for (const error of document.errors) {
    const line = firstLine + lineCounter.linePos(error.pos[0]).line - 1;
    report.error(line, `the front matter is not valid YAML: ${error.message}`);
  }
  if (document.errors.length > 0 || document.contents === null) return empty;
  const contents = document.contents;
  if (!isMap(contents)) {
    report.error(firstLine, 'the front matter must be "key: value" lines');
    return empty;
  }
  const values = new Map<string, Value>();
  for (const { key, value } of contents.items) {
    if (!isScalar(key) || !isScalar(value) || value.value === null) continue;
    const line = firstLine + lineCounter.linePos(key.range[0]).line - 1;
    values.set(String(key.value), { text: asText(value.value).trim(), line });
  }
  return {
    title: withoutSite(
      parseText(TITLE_KEYS.map((key) => values.get(key)).find((value) => value !== undefined)),
    ),
    description: parseText(values.get('description')) ?? '',
    revised: parseRevised(values.get('ms.date'), report),
    published: parseDay(values.get('date')?.text ?? ''),
    canonicalUrl: parseCanonicalUrl(values.get('canonicalUrl'), report),
  };
}

/** How blogs and sites call the title, the usual name first. */
const TITLE_KEYS = ['title', 'post_title', 'page_title'];

/** Rendered copies of articles carry the site's name after the title: "| Microsoft Learn", "| Larch Docs". */
const SITE = /\s*\|\s*(?:[\w.]+ ){0,3}(?:Docs|Documentation|Learn|Help|Help Center|Support)$/i;
function withoutSite(title: string | null): string | null {
  return title === null
    ? null
    : title
        .replace(/\s*(?:[|–-]\s*[^|]*)?\|\s*Microsoft (?:Learn|Docs)$/i, '')
        .replace(SITE, '')
        .trim();
}

function parseText(value: Value | undefined): string | null {
  return value === undefined || value.text === '' ? null : escapeText(value.text.replace(/\s+/g, ' '));
}

function parseRevised(value: Value | undefined, report: Reporter): string | null {
  if (value === undefined || value.text === '') return null;
  const date = parseDay(value.text);
  if (date === null) {
    report.warn(value.line, `ms.date "${value.text}" is not a calendar date: write it as MM/DD/YYYY`);
  }
  return date;
}

/** Null where the text is no calendar date, with or without a time. */
function parseDay(text: string): string | null {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+.*)?$/.exec(text);
  const [year, month, day] = american
    ? [american[3], american[1], american[2]]
    : [iso?.[1], iso?.[2], iso?.[3]];
  return calendarDate(Number(year), Number(month), Number(day));
}

function parseCanonicalUrl(value: Value | undefined, report: Reporter): string | null {
  if (value === undefined || value.text === '') return null;
  const address = parseAddress(value.text);
  if (address === null) {
    report.error(value.line, `canonicalUrl "${value.text}" must be an http or https address`);
  }
  return address;
}

/** A scalar as text; YAML may have parsed it as a number or a Boolean. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
