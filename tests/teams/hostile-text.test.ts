import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { parseZone, searchZones, suggestZones } from '../../bot/campaign/zones.ts';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { createQuestionReader } from '../../bot/understanding/read-question.ts';
import { findByAddress } from '../../bot/guidance/find-by-address.ts';
import { toSummary } from '../../bot/guidance/plain-text.ts';
import { escapeMarkdown } from '../../bot/rendering/message.ts';
import { NAME, VERSION } from '../../bot/servers/server.ts';
import { ALL_COMMANDS, parseCommand } from '../../bot/teams/commands/all-commands.ts';
import { readInbound } from '../../bot/teams/turn/activity.ts';
import { MAX_TEXT_LENGTH } from '../../bot/teams/turn/long-text.ts';
import { textOfHtml } from '../../bot/teams/turn/html-text.ts';
import { findAskedDate } from '../../bot/understanding/asked-date.ts';
import { createNoticeFinder } from '../../bot/understanding/acts/notice-names.ts';
import { readReports } from '../../bot/understanding/acts/read-reports.ts';
import { sentencesOf } from '../../bot/understanding/acts/sentences.ts';
import { rowsAsSentences } from '../../bot/understanding/acts/table-rows.ts';
import { tokensOf } from '../../bot/understanding/acts/tokens.ts';
import { readUtterance } from '../../bot/understanding/acts/utterance.ts';
import { readInContext } from '../../bot/understanding/follow-up.ts';
import { wantedOf } from '../../bot/understanding/wanted.ts';
import { createWishReader } from '../../bot/teams/wishes.ts';
import { createRowFinder } from '../../bot/understanding/asked-rows.ts';
import { findVersions } from '../../bot/understanding/named-versions.ts';
import { isMostlyForeign, wordsOf } from '../../bot/understanding/words.ts';
import { createPlace, messageIn } from '../support/activities.ts';
import { theActRecogniser, theGuide, theOnlyNotice, theRecogniser } from '../support/guide.ts';

type Matcher = (text: string) => unknown;

/** Processor time, which other programs on the machine do not lengthen, in milliseconds. */
function timeOf(matcher: Matcher, text: string): number {
  const start = process.cpuUsage();
  matcher(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

const SIZE = 8_000;
const GROWTH = 4;
/** Four times the text takes four times the time, and sixteen times where it grows with the square. */
const MOST_GROWTH = 10;
/** What takes less for the long text is not quadratic: that takes hundreds. */
const SHORT_MS = 40;

interface Attack {
  before: string;
  unit: string;
  after: string;
}

const write = ({ before, unit, after }: Attack, size: number) =>
  before + unit.repeat(Math.ceil(size / unit.length)) + after;

/** Fails if the time grows faster than the text. */
function assertLinear(name: string, matcher: Matcher, attack: Attack): void {
  const [short, long] = [write(attack, SIZE), write(attack, GROWTH * SIZE)];
  if (timeOf(matcher, long) < SHORT_MS) return;
  const best = (text: string) => Math.min(...[1, 2, 3].map(() => timeOf(matcher, text)));
  const [quick, slow] = [best(short), best(long)];
  assert.ok(
    slow < SHORT_MS || slow < MOST_GROWTH * quick,
    `${name} takes ${quick} ms for ${short.length} characters and ${slow} ms for ${long.length}: ${JSON.stringify(attack)}`,
  );
}

/** What people typed, or could, to freeze the bot. */
const KNOWN: Attack[] = [
  { before: 'does cloud sync support ', unit: '1', after: ' x?' },
  { before: 'remind us at 09:00 ', unit: 'a', after: '' },
  { before: 'stop reminders ', unit: 'v1.6:', after: ' ' },
  ...[
    '!',
    '.',
    '?',
    ',',
    '-',
    ' ',
    '\n',
    '&nbsp;',
    '<at>',
    '<a',
    '[',
    '[a](',
    'A-',
    'v ',
    '1.',
    '{{DATE(',
  ].map((unit) => ({ before: 'x', unit, after: 'x' })),
  { before: 'what? ', unit: ',', after: 'x' },
  { before: 'why ', unit: 'not ', after: 'x' },
  { before: 'why ', unit: 'not a reminder ', after: '\u2028' },
  { before: 'remind us', unit: ' ', after: 'x' },
  { before: 'alerts here', unit: ', ', after: 'x' },
  { before: 'alerts here ', unit: 'first and ', after: 'x' },
  { before: 'AADC01 is migrated to ', unit: 'x', after: '\n' },
  { before: 'is ', unit: 'may 1 ', after: 'too late?' },
  { before: '', unit: '1 k objects ', after: '' },
  { before: '', unit: 'what is it? ', after: '' },
];

const tokens = fc.constantFrom(
  ...[
    ' ',
    ',',
    '.',
    '?',
    '!',
    '-',
    ':',
    '/',
    '<',
    '>',
    '&',
    ';',
    '(',
    ')',
    '[',
    ']',
    '_',
    '1',
    '12:30',
    '1.6',
  ],
  ...[
    'v',
    'x',
    'A',
    'a',
    'é',
    '\u0301',
    '🙂',
    '\n',
    '\u2028',
    'and ',
    'what ',
    'not ',
    'reminder ',
    'us ',
    'at ',
  ],
  ...[
    'is ',
    'to ',
    'users',
    'k',
    'may',
    '<at>',
    '</at>',
    '&lt;',
    'http://',
    'AADC01',
    'Europe/',
    'quiet ',
    'team',
  ],
);
const forms = ALL_COMMANDS.flatMap((command) => command.forms);
const attacks = fc.record({
  before: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...forms),
    fc.constantFrom(...forms).map((form) => `${form} `),
  ),
  unit: fc.array(tokens, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  after: fc.oneof(fc.constant(''), tokens),
});

describe('a hostile text', () => {
  let matchers: Record<string, Matcher>;
  let answerQuestion: Matcher;
  let readWishOf: Matcher;

  before(async () => {
    const guide = await theGuide();
    const recognise = await theRecogniser();
    const reader = createQuestionReader({ guide, recognise });
    const table = guide.entries.get('compare')?.intent.guidance.table;
    const localNow = { now: new Date('2023-09-22T12:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
    answerQuestion = (text) =>
      reader.understandAll(text, localNow).map((understood) => answerFor(understood, guide, localNow));
    const readWish = createWishReader({
      portfolio: await theOnlyNotice(),
      recogniseActs: await theActRecogniser(),
    });
    const memory = {
      servers: ['AADC01'],
      options: [
        { title: 'Europe/London', text: 'x' },
        { title: 'UTC', text: 'y' },
      ],
      last: null,
    };
    const serverNames = new Set(['aadc01']);
    readWishOf = (text) => {
      const inbound = { lines: text.split('\n'), quoted: text, zone: 'Europe/Berlin', locale: 'en-GB' };
      return readWish({ inbound, localNow, memory, isAfterQuestion: false, serverNames });
    };
    const acts = {
      ...localNow,
      isKnownServer: () => false,
      findNotices: createNoticeFinder([guide]),
      replacements: ['cloud sync'],
      last: { lines: ['SYNC7 runs 2.5.3.0'] },
    };
    matchers = {
      normalisation: (text) => read(text),
      'the list of commands': parseCommand,
      ...Object.fromEntries(
        ALL_COMMANDS.map((command) => [`the command ${command.name}`, (text: string) => command.read(text)]),
      ),
      versions: findVersions,
      dates: (text) => findAskedDate(text, localNow),
      rows: createRowFinder(table?.rows.map(([name = '']) => name) ?? []),
      words: wordsOf,
      script: isMostlyForeign,
      recogniser: recognise,
      sentences: sentencesOf,
      tables: rowsAsSentences,
      'the text of HTML': textOfHtml,
      tokens: tokensOf,
      'a sentence with its slots': (text) => readReports(readUtterance(text, acts), acts),
      wishes: readWishOf,
      questions: answerQuestion,
      'a question after another': (text) => {
        const { text: meant, context } = readInContext(text, 'can V2 do LDAP?', {
          options: [['v2'], ['cloud sync']],
        });
        return reader.understandAll(meant, localNow, { context, topic: 'compare' });
      },
      'what is wanted of an answer': wantedOf,
      zones: (text) => [parseZone(text), suggestZones(text), searchZones(text, 15)],
      addresses: (text) => findByAddress(guide, `https://learn.microsoft.com/${text}`),
      'a server’s name': (text) => NAME.test(text),
      'a server’s version': (text) => VERSION.test(text),
      Markdown: escapeMarkdown,
      summary: (text) => toSummary(text),
    };
  });

  const chat = createPlace('https://smba.example.com', 'personal');
  const read = (text: string) => readInbound(messageIn(chat, text) as unknown as Activity);

  it('takes time in proportion to its length, in each matcher', () => {
    for (const [name, matcher] of Object.entries(matchers)) {
      for (const attack of KNOWN) assertLinear(name, matcher, attack);
    }
  });

  it('takes time in proportion to its length, whatever it repeats', () => {
    const property = fc.property(attacks, (attack) => {
      for (const [name, matcher] of Object.entries(matchers)) assertLinear(name, matcher, attack);
    });
    fc.assert(property, { numRuns: 100 });
  });

  it('of 256 KB is read, parsed and understood in a moment', () => {
    const answer = (text: string) => {
      const inbound = read(text);
      return readWishOf(inbound.lines.join('\n')) ?? answerQuestion(inbound.text);
    };
    for (const attack of KNOWN) {
      const text = write(attack, 256 * 1_024);
      const milliseconds = Math.min(...[1, 2, 3].map(() => timeOf(answer, text)));
      assert.ok(milliseconds < 250, `${milliseconds} ms: ${JSON.stringify(attack)}`);
    }
  });

  it('is read up to 4,000 characters, and never up to half a character', () => {
    assert.deepEqual([read('a'.repeat(4_000)).text.length, read('a'.repeat(4_000)).isCut], [4_000, false]);
    assert.deepEqual([read('a'.repeat(4_001)).text.length, read('a'.repeat(4_001)).isCut], [4_000, true]);
    const { text } = read('a'.repeat(MAX_TEXT_LENGTH - 1) + '🙂');
    assert.equal(text, 'a'.repeat(MAX_TEXT_LENGTH - 1));
  });
});
