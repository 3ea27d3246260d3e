import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { createPostRenderers } from '../../bot/app/post-renderers.ts';
import { createCircuitBreaker } from '../../bot/delivery/circuit-breaker.ts';
import type { PostJob } from '../../bot/delivery/ports.ts';
import { createSender } from '../../bot/delivery/sender.ts';
import { deadlinesIn, withOwnDeadlines } from '../../bot/guidance/portfolio.ts';
import { createPlanner } from '../../bot/reminders/planner.ts';
import { DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import { renderAlert } from '../../bot/rendering/alert-card.ts';
import { markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
import { createServerRegistry } from '../../bot/servers/server-registry.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { QUEUE } from '../../bot/store/delivery/post-jobs.ts';
import { KIM } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { createLogBook } from '../support/cutover.ts';
import { forEachDatabase } from '../support/databases.ts';
import { unchanging } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { textOf } from '../support/official-card-check.ts';
import { openStores, type OpenStores } from '../support/stores.ts';
import { createUnlimitedRateLimiter } from '../support/unlimited-rate-limiter.ts';
import { alertLives, COMPLETED, dueOn, HAPPENINGS, hasDigestOn, IDS, leftOn, NOTICES } from './year-model.ts';

const ZONE = 'Europe/Berlin';
const TENANT = '00000000-0000-0000-0000-0000000000bb';
const FIRST_DAY = '2026-07-01';
const DAYS = 365;

interface Seen {
  day: string;
  place: string;
  /** Of the card. */
  id: string;
  text: string;
}

forEachDatabase('a year with four notices', (open) => {
  const clock = createManualClock(`${FIRST_DAY}T00:00:00Z`);
  const seen: Seen[] = [];
  /** Cards that were updated in place. */
  const updated: Seen[] = [];
  let stores: OpenStores;
  let day = FIRST_DAY;

  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());

  const place = (id: string) => createConversation({ tenantId: TENANT, id });
  const textsOf = (where: string, which: RegExp) =>
    seen.filter((each) => each.place === where && which.test(each.text));

  it('brings every reminder, alert and congratulation, and nothing else', async () => {
    const portfolio = withOwnDeadlines(
      await loadPortfolio(),
      new Map([
        [
          'connect-to-cloud-sync',
          { date: NOTICES['connect-to-cloud-sync'].deadline, reason: null, by: 'Kim', at: clock.now() },
        ],
      ]),
    );
    const { log, lines } = createLogBook();
    const portfolios = unchanging(portfolio);
    const registry = createServerRegistry({ portfolios, ...stores, clock });
    const planner = createPlanner({
      clock,
      plans: stores.reminderPlans,
      cutOffs: () => deadlinesIn(portfolio),
      readProgress: () => registry.progressOfAll(),
      log,
    });
    const sender = createSender({
      clock,
      realClock: clock,
      ledger: stores.ledger,
      messenger: {
        async send({ id }, { card }, beforeRequest) {
          await beforeRequest();
          const activityId = String(seen.length + 1);
          seen.push({ day, place: id, id: activityId, text: textOf(card) });
          return { kind: 'accepted', activityId };
        },
        async update({ id }, activityId, { card }, beforeRequest) {
          await beforeRequest();
          updated.push({ day, place: id, id: activityId, text: textOf(card) });
          return { kind: 'accepted', activityId: null };
        },
      },
      rateLimiter: createUnlimitedRateLimiter(clock),
      circuitBreaker: createCircuitBreaker(clock, log),
      renderers: createPostRenderers({
        portfolios,
        ...stores,
        registry,
        opensDialogs: true,
        showAlert: (alert) => renderAlert(alert, []),
      }),
      markRepeated,
      shorten: renderSummaryOnly,
      log,
      count: () => undefined,
      onBlocked: () => undefined,
      onThrottled: () => undefined,
      onUnauthorised: () => undefined,
    });
    async function work(): Promise<void> {
      await planner.runOnce();
      const jobs = await stores.database.boss.fetch<PostJob>(QUEUE, {
        batchSize: 100,
        ignoreStartAfter: true,
      });
      for (const job of jobs) {
        await sender.deliver(job.data, new AbortController().signal);
        await stores.database.boss.complete(QUEUE, job);
      }
    }

    const schedule = { localTime: '09:00', zone: ZONE, offsets: DEFAULT_OFFSETS };
    const asked = { by: KIM, now: clock.now(), cutOffs: deadlinesIn(portfolio) };
    for (const id of ['every', 'one', 'team']) await stores.conversations.remember(place(id), clock.now());
    const key = (conversationId: string) => ({ tenantId: TENANT, conversationId, noticeId: '*' });
    await stores.subscriptions.subscribe(key('every'), schedule, asked);
    const coverage = { only: ['connect-sync-app-authentication'] };
    await stores.subscriptions.subscribe(key('one'), { ...schedule, coverage }, asked);
    await stores.identityTeams.join(
      { conversation: place('team'), askerId: '29:kim', preferences: { level: 0 } },
      { by: KIM, now: clock.now() },
    );

    const days = Array.from(
      { length: DAYS },
      (_, i) => DateTime.fromISO(FIRST_DAY).plus({ days: i }).toISODate() ?? '',
    );
    for (const today of days) {
      day = today;
      const at = (time: string) =>
        clock.set(DateTime.fromISO(`${today}T${time}`, { zone: ZONE }).toUTC().toISO() ?? '');
      at('08:00:00');
      for (const { server, report } of HAPPENINGS.filter((each) => each.day === today)) {
        const said = {
          name: server,
          reporter: 'a script',
          reporterId: null,
          observedAt: clock.now(),
          ...report,
        };
        await registry.record(TENANT, [{ ...said, origin: 'source' }], KIM);
      }
      await registry.review();
      at('08:59:59.999');
      await work();
      assert.deepEqual(
        textsOf('every', /Reminders are set up/).filter((each) => each.day === today),
        [],
      );
      at('09:00:00');
      await work();
    }

    const failures = lines.filter(({ level }) => level === 'error');
    assert.deepEqual(failures, []);
    checkReminders(days);
    checkCongratulations();
    checkAlerts();
  });

  function checkReminders(days: readonly string[]): void {
    for (const today of days) {
      for (const [where, covered] of [
        ['every', IDS],
        ['one', ['connect-sync-app-authentication']],
      ] as const) {
        const due = dueOn(today).filter((id) => covered.some((each) => each === id));
        const cards = textsOf(where, /Reminders are set up/).filter((each) => each.day === today);
        assert.equal(cards.length, due.length > 0 ? 1 : 0, `${today} in ${where}: ${due.join()}`);
        const lines = cards[0]?.text.split('\n') ?? [];
        assert.equal(lines.includes('Monthly digest'), hasDigestOn(today, covered), `${today} in ${where}`);
        const shown = IDS.filter((id) => lines.includes(NOTICES[id].product));
        assert.deepEqual(shown, due, `${today} in ${where}`);
        for (const id of due) {
          for (const { server, left } of leftOn(today, id) ?? []) {
            const isNamed = cards[0]?.text.includes(server) ?? false;
            assert.ok(left === 'off' || isNamed, `${today} in ${where}: ${server} for ${id}`);
          }
        }
      }
    }
  }

  /** Of each card: on which days its state and title changed to what. */
  function livesOf(where: string): [day: string, state: string, title: string][][] {
    const lives = new Map<string, [string, string, string][]>();
    for (const each of [...seen, ...updated].filter(({ place: on }) => on === where)) {
      const [state = '', title = ''] = each.text.split('\n');
      const life = lives.get(each.id) ?? [];
      const last = life.at(-1);
      if (last?.[1] !== state || last[2] !== title) life.push([each.day, state, title]);
      lives.set(each.id, life);
    }
    return [...lives.values()];
  }

  function checkCongratulations(): void {
    const done = (where: string) =>
      textsOf(where, /Done: every reported server is off/).map(({ day: on, text }) => {
        const id = IDS.find((each) => text.includes(`is off ${NOTICES[each].product}`));
        const left = id === undefined ? [] : (leftOn(on, id) ?? []);
        assert.ok(
          left.every((each) => each.left === 'off'),
          `a false all-clear on ${on}`,
        );
        return [on, id];
      });
    assert.deepEqual(done('every'), Object.entries(COMPLETED));
    assert.deepEqual(done('one'), [['2027-01-20', 'connect-sync-app-authentication']]);
  }

  function checkAlerts(): void {
    assert.deepEqual(livesOf('team'), alertLives());
    const others = seen.filter(
      ({ place: where, text }) =>
        where !== 'team' && !/Reminders are set up|Done: every reported server is off/.test(text),
    );
    assert.deepEqual(others, []);
  }
});
