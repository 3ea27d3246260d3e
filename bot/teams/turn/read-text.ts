import type { Activity } from 'botbuilder';
import { CELL_BREAK, quotesIn, textOfHtml, textOfPlain } from './html-text.ts';
import { withPlainCharacters } from './plain-characters.ts';

/** Teams sends text HTML-encoded. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  zwnj: '',
  zwj: '',
  lrm: '',
  rlm: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

/** Zero-width and bidirectional marks, soft hyphens, byte order marks. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Of HTML whose structure the plain text has lost: a quote runs together with the reply, a table's cells with each other, and what is struck out with what takes its place. */
const HAS_STRUCTURE = /<(?:blockquote|table|s|strike|del)\b/i;

/**
 * What was typed, in the words of its author alone: a line each, without mentions of the bot and others, quoted messages,
 * entities, invisible marks, and a greeting or courtesy around it. Empty if nothing is left.
 */
export function readTypedText(
  activity: Pick<Activity, 'text' | 'entities' | 'attachments' | 'recipient'>,
): string {
  const html = htmlOf(activity);
  const isBetter = html !== null && (HAS_STRUCTURE.test(html) || !activity.text);
  const marked = isBetter ? textOfHtml(html) : textOfPlain(withoutMention(activity));
  const lines = plainTextOf(marked)
    .replaceAll('\t', CELL_BREAK)
    .split(/[\n\r\u2028\u2029]/)
    .map((line) => withoutName(line, activity.recipient.name))
    .map((line) =>
      line
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ (?=[,;:!?](?: |$))/g, '')
        .trim(),
    )
    .map(withoutLooseMarks)
    .filter((line) => line !== '');
  const own = lines.filter((line) => !line.startsWith('>'));
  return withoutCourtesy(own.length > 0 ? own : lines).join('\n');
}

/** The words of the messages that a reply quotes, on one line; empty where Teams sends only their ids, null where it quotes none. */
export function readQuotedText(activity: Pick<Activity, 'text' | 'attachments'>): string | null {
  const sent = quotesIn(htmlOf(activity) ?? '') ?? quotesIn(activity.text || '');
  const typed = plainTextOf(textOfPlain(activity.text || ''))
    .split('\n')
    .filter((line) => line.startsWith('>'));
  if (sent === null && typed.length === 0) return null;
  return [plainTextOf(sent ?? ''), ...typed]
    .join(' ')
    .replaceAll(/[\s>]+/g, ' ')
    .trim();
}

function plainTextOf(marked: string): string {
  return withPlainCharacters(decode(marked)).replaceAll(INVISIBLE, '');
}

/** The same message as Teams formats it. */
function htmlOf({ attachments }: Pick<Activity, 'attachments'>): string | null {
  const twin = (attachments ?? []).find(({ contentType }) => contentType === 'text/html');
  return typeof twin?.content === 'string' ? twin.content : null;
}

/** The text without the mentions of the bot that its entities name, as the client wrote them. */
function withoutMention({
  text,
  entities = [],
  recipient,
}: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  const mention = entities.find(
    ({ type, mentioned }) =>
      type === 'mention' && (mentioned as { id?: unknown } | null)?.id === recipient.id,
  ) as { text?: unknown } | undefined;
  const words = mention?.text;
  return typeof words === 'string' && words.length > 0 ? (text || '').replaceAll(words, ' ') : text || '';
}

/** One pass, so that `&amp;lt;` stays `&lt;`. */
function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (entity, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? entity;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 31 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code < 0xe0_00)
      ? String.fromCodePoint(code)
      : ' ';
  });
}

/** `@Cutover` as plain text, in clients that send no mention. */
function withoutName(line: string, name: string | undefined): string {
  const names = ['cutover', (name ?? '').toLowerCase()].filter(Boolean);
  const lower = line.toLowerCase();
  for (const each of names) {
    const at = lower.indexOf(`@${each}`);
    const end = at + each.length + 1;
    if (at >= 0 && !/[\w.-]/.test(line.charAt(end))) return `${line.slice(0, at)} ${line.slice(end)}`;
  }
  return line;
}

/** What is left beside a mention: `, status`, `stop reminders,`. */
function withoutLooseMarks(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && /[\s,:;]/.test(line.charAt(start))) start++;
  while (end > start && /[\s,:;]/.test(line.charAt(end - 1))) end--;
  return line.slice(start, end);
}

const TO_WHOM = '(?: (?:there|all|team|bot|cutover|everyone|everybody|folks|again))?';
const GREETING = new RegExp(
  `^(?:(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day))${TO_WHOM}(?: *[,!.:–-]+ *| +)(?=\\S)` +
    `|(?:thanks|thank you)${TO_WHOM} *[,!.:–-]+ *(?=\\S)|(?:please|pls|plz|kindly),? +(?=\\S+ \\S))`,
  'i',
);
const COURTESY =
  /[ ,;.!–-]{1,5}(?:please|pls|plz|(?:many )?thanks?(?: you)?(?: (?:a lot|very much|so much|in advance|again))?|thx|ty|cheers|(?:kind |best )?regards)[ .!]*$/i;

/** Nothing else was said. */
const COURTESY_ALONE =
  /^(?:(?:many|ok|okay|great|cool|perfect|fine|super|good) )?(?:thanks?|thank you|thx|ty|cheers|please)\b|^(?:there|all|team|bot|cutover|everyone|everybody|folks|again)[.!?]*$/i;

/** Only so much of the end is looked at. */
const LONGEST_COURTESY = 40;

/** The lines without a greeting at the start and a courtesy at the end; a text that is nothing else stays. */
function withoutCourtesy(lines: readonly string[]): readonly string[] {
  const [first, ...others] = lines;
  if (first === undefined) return lines;
  const begun = [first.replace(GREETING, '').replace(GREETING, ''), ...others];
  const last = begun.at(-1) ?? '';
  if (begun.length === 1 && COURTESY_ALONE.test(last)) return lines;
  const tail = last.slice(-LONGEST_COURTESY);
  const kept = last.slice(0, last.length - tail.length) + tail.replace(COURTESY, '').replace(COURTESY, '');
  const ended = [...begun.slice(0, -1), kept].filter((line) => line !== '');
  return ended.length > 0 ? ended : lines;
}
