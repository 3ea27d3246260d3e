import type { Reporter } from './problem.ts';

/** The parts of a block of HTML that Cutover uses. */
export interface HtmlBlock {
  /** Names from `<a name="…"></a>`. */
  anchors: string[];
  /** Intent comments in their order. One without intents ends the annotation before it. */
  annotations: { intents: string[]; line: number }[];
}

const COMMENT = /<!--([\s\S]*?)-->/g;
const ANCHOR = /<a\s+(?:name|id)\s*=\s*(["']?)([^"'\s>]+)\1\s*(?:\/>|>\s*<\/a>)/gi;
const INTENT_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads anchors and `<!-- intent: … -->` comments from a block of HTML, and warns about other tags. */
export function readHtmlBlock(html: string, firstLine: number, report: Reporter): HtmlBlock {
  const block: HtmlBlock = { anchors: [], annotations: [] };
  for (const comment of html.matchAll(COMMENT)) {
    const line = firstLine + html.slice(0, comment.index).split('\n').length - 1;
    const intents = readIntents(comment[1] ?? '', line, report);
    if (intents !== null) block.annotations.push({ intents, line });
  }
  const withoutComments = html.replace(COMMENT, '');
  for (const anchor of withoutComments.matchAll(ANCHOR)) if (anchor[2]) block.anchors.push(anchor[2]);
  const rest = withoutComments
    .replace(ANCHOR, '')
    .replace(/<\/?br\s*\/?>|<\/a>/gi, '')
    .trim();
  if (rest.startsWith('<!--') && !/^<!--+>/.test(rest)) {
    report.error(firstLine, 'this comment is never closed: add -->');
  } else if (rest !== '') {
    report.warn(firstLine, `HTML is left out: ${rest.slice(0, 40).replace(/\s+/g, ' ')}`);
  }
  return block;
}

/** The intents that a comment names; null when it isn't an intent comment. */
function readIntents(comment: string, line: number, report: Reporter): string[] | null {
  const match = /^\s*(intents?)\s*:([\s\S]*)$/i.exec(comment);
  if (match === null) {
    if (/^\s*intents?\b/i.test(comment))
      report.warn(line, 'this comment names no intent: write <!-- intent: NAME NAME -->');
    return null;
  }
  const ids = (match[2] ?? '').split(/[\s,]+/).filter((id) => id !== '');
  for (const id of ids) {
    if (!INTENT_ID.test(id) || id === 'none')
      report.error(
        line,
        `"${id}" is not a valid intent name: use lowercase words and hyphens, such as what-to-do`,
      );
  }
  return ids;
}
