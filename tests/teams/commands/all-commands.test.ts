import assert from 'node:assert/strict';
import { ALL_COMMANDS } from '../../../bot/teams/commands/all-commands.ts';
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
