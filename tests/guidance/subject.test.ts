import assert from 'node:assert/strict';
import { subjectOf } from '../../bot/guidance/subject.ts';

describe('the subject of a title', () => {
  for (const [title, subject] of [
    ['Decommission Azure AD Connect V1', 'Azure AD Connect V1'],
    ['Retirement of the Fenwick Relay', 'Fenwick Relay'],
    ['Fenwick Relay retirement FAQ', 'Fenwick Relay'],
    ['Fenwick Relay 4 end of support', 'Fenwick Relay 4'],
    ['Fenwick Relay is being retired', 'Fenwick Relay'],
    ['Fenwick Relay', 'Fenwick Relay'],
  ] as const) {
    it(`"${title}" is ${subject}`, () => assert.equal(subjectOf(title), subject));
  }
});
