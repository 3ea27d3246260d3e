import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FAULTS, type Action } from '../support/delivery-actions.ts';
import { openWorld, type World } from '../support/delivery-world.ts';
import { openPostgres } from '../support/databases.ts';

/** More of them find more: `SEQUENCES=2000 npx mocha tests/delivery/any-sequence.test.ts`. */
const SEQUENCES = Number(process.env['SEQUENCES'] ?? 60);

const place = fc.integer({ min: 0, max: 3 });
const fault = fc.constantFrom(...FAULTS);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      place,
      localTime: fc.constantFrom('09:00', '15:30'),
      zone: fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), place }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move' as const), hours: fc.integer({ min: 1, max: 120 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('move' as const), hours: fc.integer({ min: -72, max: -1 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      faults: fc.array(fault, { maxLength: 4 }),
      dies: fc.option(
        fc.record({
          after: fc.integer({ min: 0, max: 5 }),
          at: fc.constantFrom('claiming', 'claimed', 'departed', 'sent', 'settled'),
          isAlone: fc.boolean(),
        }),
      ),
      pauseSeconds: fc.integer({ min: 0, max: 200 }),
    }),
  },
);

describe('any sequence of commands, clock changes, faults and crashes', function () {
  this.timeout(SEQUENCES * 10_000);
  let world: World;
  before(async () => {
    world = await openWorld(await openPostgres());
  });
  after(() => world.close());

  it('loses no reminder, and repeats one only if its result is unknown, once and marked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 25 }), async (actions) => {
        await world.reset();
        for (const each of actions) await world.perform(each);
        await world.comeToRest();
        for (const post of await world.account()) {
          const { name, state, accepted, marked, unmarked, ambiguous, refused, isAccountedFor } = post;
          assert.ok(accepted <= (ambiguous > 0 ? 2 : 1), `${name} was shown ${accepted} times`);
          assert.ok(unmarked <= 1, `${name} was sent ${unmarked} times as if for the first time`);
          assert.ok(marked <= 1, `${name} was repeated ${marked} times`);
          if (ambiguous === 0) assert.equal(marked, 0, `${name} was repeated without cause`);
          if (state === 'sent') assert.ok(accepted >= 1, `${name} is called sent`);
          if (state === 'unknown') assert.equal(ambiguous, 2, `${name} was given up`);
          if (state === 'failed') assert.ok(refused > 0, `${name} is called failed`);
          if (state === 'skipped') assert.ok(isAccountedFor, `${name} is left out without cause`);
          assert.ok(['sent', 'unknown', 'failed', 'skipped'].includes(state), `${name} is left ${state}`);
        }
        assert.deepEqual(await world.findLost(), []);
      }),
      { numRuns: SEQUENCES },
    );
  });
});
