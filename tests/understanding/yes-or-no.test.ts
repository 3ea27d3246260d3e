import assert from 'node:assert/strict';
import { shortAnswerOf } from '../../bot/understanding/yes-or-no.ts';

describe('yes or no to a question', () => {
  const told: [string, string, string][] = [
    ['Can the relay run on Server Core?', 'A domain controller is allowed, Server Core is not.', 'No'],
    [
      'May the relay run on a domain controller?',
      'A domain controller is allowed, Server Core is not.',
      'Yes',
    ],
    ['Is a TPM required?', '- a TPM 2.0 is not required', 'No'],
    ['Do we need the mesh key?', 'The mesh key is required.', 'Yes'],
    ['Can we roll back an upgrade?', 'There is no way back from an upgrade.', 'No'],
    [
      'Is Server 2025 supported?',
      'They do not say whether Server 2025 is supported.',
      'The documents do not say',
    ],
  ];
  for (const [question, text, word] of told) {
    it(`is "${word}" to "${question}"`, () =>
      assert.equal(shortAnswerOf(question, { text }, ['Platforms of the relay']), word));
  }

  const open: [string, string, string][] = [
    ['asks for more than yes or no', 'Where can the relay run?', 'The relay is not supported there.'],
    ['says it of another thing', 'Can the relay run on Linux?', 'Server Core is not supported.'],
    [
      'says it of some versions only',
      'Is the relay API supported?',
      'The relay API is not supported from 2.5 on.',
    ],
    [
      'tells what is allowed, not what is needed',
      'Is a domain controller required?',
      'A domain controller is allowed.',
    ],
    [
      'tells what is not needed, not what is forbidden',
      'May a guest key be used?',
      'A guest key is not needed.',
    ],
    [
      'lacks what may turn the answer round',
      'Does the relay fail on Server Core?',
      'Server Core is not supported.',
    ],
    ['names a month', 'Is the relay of 2015 supported?', 'The last relay of 2015 came in May 2015.'],
    [
      'tells what may be refused',
      'Is the relay of 2015 supported?',
      'The harbour may refuse the relay of 2015.',
    ],
    [
      'contradicts itself',
      'Is SQL Server 2012 allowed?',
      'Two pages disagree: SQL Server 2012 is not allowed.',
    ],
  ];
  for (const [reason, question, text] of open) {
    it(`isn't given where a passage ${reason}`, () =>
      assert.equal(shortAnswerOf(question, { text }, ['Platforms of the relay']), null));
  }
});
