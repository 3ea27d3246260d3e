import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  impactOf,
  missingClues,
  type AffectedRule,
  type Impact,
  type Stated,
} from '../../bot/campaign/affected.ts';

describe('what a notice means for a server', () => {
  const below: AffectedRule = [{ versions: '<2.5.79.0' }];
  const either: AffectedRule = [{ versions: '<2.6.84.0' }, { authentication: 'account' }];
  const both: AffectedRule = [{ versions: '>=2 <3', authentication: 'account' }];
  const server = (version: string | null, authentication: Stated['authentication'] = null): Stated => ({
    version,
    authentication,
    state: 'in-use',
  });

  const cases: [AffectedRule, Stated, Impact][] = [
    [below, server('2.5.3.0'), 'affected'],
    [below, server('2.5.79.0'), 'not-affected'],
    [below, server('2.10.1.0'), 'not-affected'],
    [below, server(null), 'unknown'],
    [either, server('2.6.84.0'), 'unknown'],
    [either, server('2.6.84.0', 'application'), 'not-affected'],
    [either, server('2.6.84.0', 'account'), 'affected'],
    [either, server('2.5.3.0', 'application'), 'affected'],
    [either, server(null, 'application'), 'unknown'],
    [either, server(null, 'account'), 'affected'],
    [both, server('2.6.1.0'), 'unknown'],
    [both, server('3.1', 'account'), 'not-affected'],
    [both, server(null, 'application'), 'not-affected'],
    ['everyone', server(null), 'affected'],
    ['everyone', { ...server('2.6.1.0'), state: 'migrated' }, 'not-affected'],
    [below, { ...server('1.6.16.0'), state: 'decommissioned' }, 'not-affected'],
  ];
  for (const [rule, stated, expected] of cases) {
    it(`${expected} for ${JSON.stringify(stated)} by ${JSON.stringify(rule)}`, () => {
      assert.equal(impactOf(stated, rule), expected);
    });
  }

  it('names what nobody has stated and would tell', () => {
    assert.deepEqual(missingClues(server(null), below), ['version']);
    assert.deepEqual(missingClues(server('2.6.84.0'), either), ['authentication']);
    assert.deepEqual(missingClues(server(null), either), ['version', 'authentication']);
    assert.deepEqual(missingClues(server(null, 'application'), either), ['version']);
  });

  it('names nothing where it is known what the notice means', () => {
    assert.deepEqual(missingClues(server(null, 'account'), either), []);
    assert.deepEqual(missingClues(server('3.1'), both), []);
    assert.deepEqual(missingClues(server(null), 'everyone'), []);
  });

  it('is never "not affected" for a server in use whose other values would make it affected', () => {
    const version = fc.constantFrom('1.6.16.0', '2.5.3.0', '2.5.79.0', '2.6.84.0', '3.0');
    const authentication = fc.constantFrom('account' as const, 'application' as const);
    const rules = fc.constantFrom(below, either, both, 'everyone' as const);
    fc.assert(
      fc.property(rules, version, authentication, fc.boolean(), fc.boolean(), (rule, v, a, hasV, hasA) => {
        const told = server(hasV ? v : null, hasA ? a : null);
        if (impactOf(told, rule) !== 'not-affected') return;
        assert.notEqual(impactOf(server(v, a), rule), 'affected');
      }),
    );
  });
});
