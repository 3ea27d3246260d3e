import assert from 'node:assert/strict';
import { findAskedVersions } from '../../bot/understanding/asked-versions.ts';

describe('a question for versions by their place in the history', () => {
  const found: [string, ReturnType<typeof findAskedVersions>][] = [
    ['Which versions are supported now?', { which: 'supported', line: null }],
    ['what is the latest release of Entra Connect', { which: 'newest', line: null }],
    ['the last 1.x build?', { which: 'newest', line: '1' }],
    ['what was the first V2 version?', { which: 'first', line: '2' }],
    ['what was the first build of the 2.x line, and when?', { which: 'first', line: '2' }],
    ['which version would be the newest of that series', { which: 'newest', line: null }],
    ['what is the newest version to download at the moment?', { which: 'newest', line: null }],
    ['what’s the oldest build that still has support today', { which: 'supported', line: null }],
    ['the latest version breaks our sign-in', null],
    [
      'is 2.5.79.0 still the latest version?',
      { which: 'newest', line: null, compared: { version: '2.5.79.0', asks: 'newest' } },
    ],
    [
      'anything newer than 2.5.79.0 out there?',
      { which: 'newest', line: null, compared: { version: '2.5.79.0', asks: 'newer' } },
    ],
    ['is 2.5.79.0 the latest version that is supported on Windows Server 2016?', null],
    ['what is the newest agent version?', null],
    ['the first v2 version and its release day', { which: 'first', line: '2' }],
    ['hey whats the latest build pls', { which: 'newest', line: null }],
    [
      'anything fresher as 2.5.79.0?',
      { which: 'newest', line: null, compared: { version: '2.5.79.0', asks: 'newer' } },
    ],
  ];
  for (const [text, expected] of found) {
    it(`"${text}"`, () => assert.deepEqual(findAskedVersions(text), expected));
  }
});
