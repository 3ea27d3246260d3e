import assert from 'node:assert/strict';
import { mapOf, warningsOf } from './compile-text.ts';

const HISTORY = `# Agent versions

| Notes | Build number | **Supported until** | Release date | Size |
| --- | --- | --- | --- | --- |
| Fixes | 2.4.18.0 | April 2026 | October 7, 2024 | 1 MB |
| | Version 2.5.79.0 | 2026-10-23 | 2025-09-01 | |
`;
const MINIMUMS = `# Minimums

| Required by | Feature | Minimum version | Impact |
| --- | --- | --- | --- |
| September 30, 2026 | Synchronization | 2.5.79.0 or later | Nothing syncs |
`;

describe('a table of versions', () => {
  it('is read by the usual names of its columns, in any order, with written dates', () => {
    assert.deepEqual(mapOf(HISTORY).versions.known, [
      { version: '2.4.18.0', released: '2024-10-07', endOfSupport: '2026-04-30', note: 'Fixes' },
      { version: '2.5.79.0', released: '2025-09-01', endOfSupport: '2026-10-23', note: '' },
    ]);
  });

  it('of minimums is read by the usual names of its columns', () => {
    assert.deepEqual(mapOf(MINIMUMS).versions.minimums, [
      {
        ...{
          version: '2.5.79.0',
          date: '2026-09-30',
          service: 'Synchronization',
          consequence: 'Nothing syncs',
        },
        ...{ isForAll: false, qualifier: '' },
      },
    ]);
  });

  it('of minimums decides about a server in rows that are about all or every service', () => {
    const isForAll = (service: string): boolean | undefined =>
      mapOf(MINIMUMS.replace('Synchronization', service)).versions.minimums[0]?.isForAll;
    assert.deepEqual(['All services', '**Every** agent', 'Allocation', 'The wizard'].map(isForAll), [
      ...[true, true, false, false],
    ]);
  });

  it('keeps what its cells say beside a version and a date', () => {
    const history = HISTORY.replace('2.4.18.0', '2.4.18.0 (preview)').replace(
      'April 2026',
      'April 2026 for existing tenants',
    );
    assert.equal(mapOf(history).versions.known[0]?.note, 'preview; for existing tenants; Fixes');
    const minimums = MINIMUMS.replace('or later', 'or later, TLS 1.2');
    assert.equal(mapOf(minimums).versions.minimums[0]?.qualifier, 'TLS 1.2');
  });

  it('is reported with its line when it is not read', () => {
    const find = (text: string): string[] => warningsOf(text).filter((line) => line.includes('is not read'));
    assert.deepEqual(find(HISTORY.replace('Release date', 'Born').replace('**Supported until**', 'Dies')), [
      'notice.md:3: this table of versions is not read: name its columns Version, Released, End of support, Note',
    ]);
    assert.deepEqual(find(MINIMUMS.replace('Feature', 'Thing')), [
      'notice.md:3: this table of minimum versions is not read: name its columns Service, Minimum, Stated date, Below the minimum',
    ]);
    assert.deepEqual(find(HISTORY.replace('2025-09-01', '01/09/2025')), [
      'notice.md:6: "01/09/2025" is not read as a date: write it as YYYY-MM-DD',
    ]);
    assert.deepEqual(find('# T\n\n| Version | Replacement |\n|-|-|\n| 1.2 | 2.0 |'), []);
  });
});

describe('a version history of headings', () => {
  it('gives the versions whose release is stated below their heading', () => {
    const text = `# History

## 2.6.3.0

### Release status

March 10, 2026: Released for download.

Support ends on July 7, 2027.

## 2.6.1.0

Fixes.
`;
    assert.deepEqual(mapOf(text).versions.known, [
      { version: '2.6.3.0', released: '2026-03-10', endOfSupport: '2027-07-07', note: '' },
    ]);
  });
});
