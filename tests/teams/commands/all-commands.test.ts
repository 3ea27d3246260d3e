import assert from 'node:assert/strict';
import manifest from '../../../appPackage/manifest.json' with { type: 'json' };
import { ALL_COMMANDS, MENU_QUESTIONS } from '../../../bot/teams/commands/all-commands.ts';
import { commandIn } from '../../support/commands.ts';

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
