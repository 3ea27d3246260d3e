import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../bot/platform/paths.ts';
import { VIEW_VERB } from '../../../bot/rendering/reminder-card.ts';
import { ALL_CARD_ACTIONS } from '../../../bot/teams/card-actions/all-card-actions.ts';
import { objectsIn } from '../../support/official-card-check.ts';

const filesIn = (folder: string, ending: string) =>
  readdirSync(join(packageFolder, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(packageFolder, folder, file), 'utf8'));

/** Templates say `"verb": "…"`; samples fill what templates leave open. */
function verbsOfCards(): string[] {
  return filesIn('cards', '.json').flatMap((text) =>
    objectsIn(JSON.parse(text) as object).flatMap(({ verb }) =>
      typeof verb === 'string' && !verb.startsWith('${') ? [verb] : [],
    ),
  );
}

/** Code that fills templates says `verb: '…'`. */
function verbsOfCode(): string[] {
  return ['bot/rendering', 'bot/teams', 'bot/app', 'bot/dashboard']
    .flatMap((folder) => filesIn(folder, '.ts'))
    .flatMap((text) => [...text.matchAll(/\bverb: '([^']+)'/g)].map(([, verb = '']) => verb));
}

describe('the list of card actions', () => {
  const registered = ALL_CARD_ACTIONS.map(({ verb }) => verb);
  const used = new Set([...verbsOfCards(), ...verbsOfCode(), VIEW_VERB]);

  it('has each verb once', () => assert.deepEqual(registered, [...new Set(registered)]));

  it('has exactly the verbs that cards use', () => {
    assert.deepEqual([...registered].sort(), [...used].sort());
  });
});
