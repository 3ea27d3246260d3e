import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import manifest from '../../../appPackage/manifest.json' with { type: 'json' };
import { ALL_COMMANDS, commandFor, parseCommand } from '../../../bot/teams/commands/all-commands.ts';
import type { MenuLine } from '../../../bot/teams/commands/command.ts';
import { answerIntent } from '../../../bot/guidance/answer.ts';
import { expandPhrase } from '../../../bot/understanding/acts/expand-phrases.ts';
import { createNoticeFinder } from '../../../bot/understanding/acts/notice-names.ts';
import { createActReader } from '../../../bot/understanding/acts/read-acts.ts';
import { ASK_A_PERSON } from '../../../bot/understanding/acts/write-act.ts';
import { renderWelcome } from '../../../bot/rendering/note-cards.ts';
import { commandIn } from '../../support/commands.ts';
import { theActRecogniser, theGuide } from '../../support/guide.ts';
import { textOf } from '../../support/official-card-check.ts';

describe('the list of commands', () => {
  it('has each name once', () => {
    const names = ALL_COMMANDS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  for (const { name, forms, menu } of ALL_COMMANDS) {
    it(`reads each form of ${name} as ${name}`, () => {
      const titles = menu.flatMap(({ title, personalTitle = title }) => [title, personalTitle]);
      for (const form of [...forms, ...titles]) assert.equal(commandIn(form)?.name, name, form);
    });
  }
});

describe('an act in people’s own words', () => {
  /** Small talk, a person, and the language of dates, which Teams tells. */
  const OTHERS = ['thanks', 'ask-person', 'language'];

  it('has a command that says how it is typed', async () => {
    const file = new URL('../../../bot/notices/cutover/acts.yaml', import.meta.url);
    const acts = Object.keys(parse(await readFile(file, 'utf8')) as object);
    const missing = acts.filter((act) => commandFor(act) === null);
    assert.deepEqual(missing.toSorted(), OTHERS.toSorted());
  });

  it('is written in plain forms that are commands', async () => {
    const file = new URL('../../../bot/notices/cutover/acts.yaml', import.meta.url);
    const acts = parse(await readFile(file, 'utf8')) as Record<string, string[]>;
    const read = createActReader(await theActRecogniser());
    const written = new Set<string>();
    for (const phrase of Object.values(acts).flat()) {
      const [text = ''] = expandPhrase(
        phrase.replaceAll(/\{(\w+)\}/g, (_, slot: string) => SAMPLES[slot] ?? slot),
      );
      const act = read(text, { ...CONTEXT, findNotices: createNoticeFinder([await theGuide()]) });
      if (act?.kind === 'do') for (const line of act.lines) written.add(line);
      else if (act?.kind === 'ask') for (const each of act.options) written.add(each.text);
    }
    const lines = [...written].flatMap((text) => text.split('\n'));
    assert.ok(lines.length > 50);
    assert.deepEqual(
      lines.filter((line) => line !== ASK_A_PERSON && !parseCommand(line)),
      [],
    );
  });
});

/** What stands in a message where a phrase of an act has a slot. */
const SAMPLES: Readonly<Record<string, string>> = {
  ...{ server: 'SYNC7', version: '2.5.3.0', time: '09:30', zone: 'Europe/Paris', date: '2023-10-20' },
  ...{ span: 'two weeks', before: 'two weeks before', shift: 'an hour later', weekday: 'Friday' },
  notice: 'Azure AD Connect V1',
};

const CONTEXT = {
  ...{ now: new Date('2023-09-22T12:00:00Z'), zone: 'UTC', locale: 'en-GB' },
  isKnownServer: () => false,
  subjects: ['SYNC8'],
  last: { lines: [], changes: [] },
  serverNames: new Set<string>(),
  isAfterQuestion: false,
  replacements: ['cloud sync'],
};

/** Lines of the menu that are questions: the documents answer them. */
const MENU_QUESTIONS: readonly MenuLine[] = [
  { title: 'compare', description: 'See how cloud sync and connect sync differ' },
  { title: 'help', description: 'See what Cutover can do' },
];

describe('the cards that name commands', () => {
  const moment = { now: new Date('2023-09-22T12:00:00Z'), zone: 'UTC' };
  const questions = MENU_QUESTIONS.map(({ title }) => title);

  function assertCommands(text: string): void {
    const forms = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, form = '']) => form);
    assert.ok(forms.length > 3, text);
    for (const form of forms) assert.ok(commandIn(form) ?? questions.includes(form), form);
  }

  it('name only commands that exist in the help answer', async () => {
    const help = answerIntent(await theGuide(), 'greeting-help', moment);
    assertCommands(help?.paragraphs.join('\n') ?? '');
  });

  it('name only commands that exist in the welcome card', async () => {
    const { card } = renderWelcome([await theGuide()], moment);
    const sentence = textOf(card)
      .split('\n')
      .find((line) => line.includes('**help**'));
    assertCommands(sentence ?? '');
  });
});

describe('the menu of commands in the app’s manifest', () => {
  const lines = [...ALL_COMMANDS.flatMap(({ menu }) => menu), ...MENU_QUESTIONS];
  const [bot] = manifest.bots;
  assert.ok(bot);
  const { scopes, commandLists } = bot;

  it('has a list for each scope of the bot', () => {
    assert.deepEqual([...commandLists.flatMap((list) => list.scopes)].sort(), [...scopes].sort());
  });

  for (const list of commandLists) {
    it(`has the lines of all commands for ${list.scopes.join(' and ')}`, () => {
      const isPersonal = list.scopes.includes('personal');
      const expected = lines.map(({ title, personalTitle = title, description }) => ({
        title: isPersonal ? personalTitle : title,
        description,
      }));
      assert.deepEqual(sorted(list.commands), sorted(expected));
    });
  }
});

function sorted(menu: readonly { title: string; description: string }[]) {
  return menu.toSorted((a, b) => a.title.localeCompare(b.title));
}
