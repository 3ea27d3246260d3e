import { watchCutOffs } from '../alerts/watches/cut-off-watch.ts';
import { answersIn, withHeldBack, type Portfolio } from '../guidance/portfolio.ts';
import type { AppContext } from './app-context.ts';

/** How often documents are looked at: a change takes effect when nothing more has changed since the last look. */
export const LOOK_EVERY_MS = 1_000;

/**
 * Has everything follow these notices: what is answered, planned and shown. Identity teams are alerted of each cut-off that
 * isn't where it was when it was last looked at, whether before the last start or a moment ago. What was not sent is planned
 * again; a notice that is gone keeps its history.
 */
export async function adoptNotices(
  { portfolios, stores, clock, log }: Pick<AppContext, 'portfolios' | 'stores' | 'clock' | 'log'>,
  portfolio: Portfolio,
): Promise<void> {
  const { alerts, identityTeams, knownAnswers, knownCutOffs } = stores;
  const heldBack = await knownAnswers.record(answersIn(portfolio), clock.now());
  portfolios.replace(withHeldBack(portfolio, heldBack));
  for (const notice of await knownCutOffs.markAway([...portfolio.guides.keys()])) {
    log.warn(
      { notice },
      'notice is not loaded any more: its reminders rest until it is back, and its history is kept',
    );
  }
  const guides = portfolio.guides.values();
  await watchCutOffs({ guides, known: knownCutOffs, teams: identityTeams, alerts, clock });
}

/** Follows documents that change while the app runs. A server that a changed notice affects is judged again at once. */
export function followNotices(
  app: AppContext,
  {
    look,
    everyMs,
    onChange,
  }: { look: () => Promise<Portfolio | null>; everyMs: number; onChange: () => void },
): void {
  const { log, portfolios, registry, tasks } = app;
  /** Found, and not taken over entirely. */
  let found: Portfolio | null = null;
  tasks.start({
    name: 'look for changed notices',
    intervalMs: everyMs,
    async run() {
      const next = (found = (await look()) ?? found);
      if (!next) return;
      for (const line of changesBetween(portfolios.stated(), next)) log.info(line, 'notice has changed');
      await adoptNotices(app, next);
      await registry.review();
      found = null;
      onChange();
    },
  });
}

/** One line of the log for each notice that is new or was compiled again. */
function changesBetween(before: Portfolio, now: Portfolio): object[] {
  return [...now.guides].flatMap(
    ([
      notice,
      {
        notice: { cutOff },
        notice: map,
      },
    ]) => {
      const known = before.guides.get(notice)?.notice;
      if (known === map) return [];
      return [
        {
          notice,
          cutOff,
          ...(known && known.cutOff !== cutOff ? { movedFrom: known.cutOff } : {}),
          isNew: !known,
        },
      ];
    },
  );
}
