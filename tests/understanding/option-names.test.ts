import assert from 'node:assert/strict';
import { optionNamesOf, replaceOption } from '../../bot/understanding/option-names.ts';

describe('the names of the things compared', () => {
  const NAMES = optionNamesOf(
    ['Relay Mesh', 'Ferry'],
    [
      ['Relay Mesh in your town', 'Relay Mesh', 'Ferry', 'Move to Ferry'],
      ['Relay Mesh below 2.5', 'Relay Mesh', 'Old Mesh', 'Mesh V2'],
      ['Something else', 'Relay Mesh', 'Mesh sign-in'],
      ['Night Ferry'],
    ],
  );

  it('are their own, longer ones, and those of the first product that is one of them alone', () => {
    assert.deepEqual(NAMES, [
      ['relay mesh', 'old mesh', 'mesh v2', 'v2', 'relay mesh v2', 'old mesh v2'],
      ['ferry', 'night ferry'],
    ]);
  });

  it('take the place of one another', () => {
    const told: [string, string, string | null][] = [
      ['and in V2?', 'can I sort by colour in the ferry?', 'can I sort by colour in the v2?'],
      ['and the night ferry, please', 'how big is Old Mesh?', 'how big is night ferry?'],
      ['what about the other option?', 'how big is Old Mesh?', 'how big is ferry?'],
      ['and V2?', 'how big is the mesh v2?', 'how big is the mesh v2?'],
      ['and the crew of the ferry?', 'how big is Old Mesh?', null],
      ['the other one?', 'is the ferry bigger than V2?', null],
    ];
    for (const [text, last, expected] of told) assert.equal(replaceOption(text, last, NAMES), expected, text);
  });
});
