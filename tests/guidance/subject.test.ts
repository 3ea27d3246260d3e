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
    ['Migrate from Fenwick Relay', 'Fenwick Relay'],
    ['Migrate from the Fenwick Relay to Fenwick Mesh', 'Fenwick Relay'],
    ['Upgrade Fenwick Relay 4 to Fenwick Relay 5', 'Fenwick Relay 4'],
    ['Moving away from Fenwick Relay', 'Fenwick Relay'],
    ['Fenwick Relay retirement in October 2026', 'Fenwick Relay'],
    ['Fenwick Relay will be retired on 30 September 2026', 'Fenwick Relay'],
    ['Fenwick Relay 4 reaches end of support on 1 May 2027', 'Fenwick Relay 4'],
    ['Retirement: Fenwick Relay', 'Fenwick Relay'],
    ['[Retired] Fenwick Relay', 'Fenwick Relay'],
    ['Announcing the retirement of Fenwick Relay', 'Fenwick Relay'],
    ['Header sign-in deprecation in Fenwick Relay', 'Header sign-in in Fenwick Relay'],
    ['Fenwick Relay 1 removal', 'Fenwick Relay 1'],
    ['Announcing end of support for Fenwick Relay 1 effective 31 July 2027', 'Fenwick Relay 1'],
    ['Fenwick Relay will be deprecated and replaced with a new app', 'Fenwick Relay'],
    ['We’re retiring Fenwick Relay on 1 May 2027', 'Fenwick Relay'],
    ['What’s happening to Fenwick Relay?', 'Fenwick Relay'],
    ['Frequently asked questions (FAQs) about Fenwick Relay', 'Fenwick Relay'],
    ['Shutting down Fenwick Relay', 'Fenwick Relay'],
    ['Ending support for Fenwick Relay 1', 'Fenwick Relay 1'],
    ['Deprecation plan for Fenwick Relay', 'Fenwick Relay'],
    ['Fenwick Relay repositories will be frozen on 1 May 2027', 'Fenwick Relay repositories'],
    ['The Fenwick 3 image will begin deprecation on 2027-05-01 and go by 2027-08-01', 'Fenwick 3 image'],
    ['Fenwick Relay has reached end of life', 'Fenwick Relay'],
    ['Fenwick Cloud will remove Relay 1.4 on May 1st, 2027', 'Relay 1.4'],
    ['Deprecation of Fenwick Relay – Stage 1', 'Fenwick Relay'],
    ['Fenwick Relay retirement - Fenwick Cloud', 'Fenwick Relay'],
    ['Upgrading a Fenwick Relay to Fenwick Mesh - Guidance', 'Fenwick Relay'],
    ['Fenwick Relay – a guide for administrators', 'Fenwick Relay – a guide for administrators'],
    ['Move to the cloud', 'Move to the cloud'],
    ['Upgrade from a previous version', 'Upgrade from a previous version'],
  ] as const) {
    it(`"${title}" is ${subject}`, () => assert.equal(subjectOf(title), subject));
  }
});
