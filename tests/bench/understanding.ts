import type { Guide } from '../../bot/guidance/guide.ts';
import type { Portfolio } from '../../bot/guidance/portfolio.ts';
import { loadPhrases, loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { loadRecogniser } from '../../bot/sources/notices/recogniser-file.ts';
import { createMessageReader } from '../../bot/understanding/read-message.ts';
import { spread } from './load.ts';

/** Measured once the code is warm, each message once: what is kept of a message must not help. */
const WARM_UP = 300;
const MEASURED = 1_000;
const NOTICES = 200;
const AIMS = { today: 'aim: under 5, under 20', many: 'aim: under 10' };

const LOCAL_NOW = { now: new Date('2026-11-30T12:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };

/** How long it takes to recognise a message, choose its notice and rank passages: with today's notices, and with 200. */
export async function benchUnderstanding(print: (name: string, value: string) => void): Promise<void> {
  const phrases = await loadPhrases();
  const recognise = await loadRecogniser(phrases);
  const texts = phrases.map(({ text }) => text).filter((_, i) => i % 4 === 0);
  const portfolio = await loadPortfolio();
  for (const [name, loaded, aim] of [
    [`${portfolio.guides.size} notices`, portfolio, AIMS.today],
    [`${NOTICES} notices`, copiesOf(portfolio), AIMS.many],
  ] as const) {
    const reader = createMessageReader({ portfolio: loaded, recognise });
    const times = texts.slice(0, WARM_UP + MEASURED).map((text) => {
      const startedAt = performance.now();
      reader.read(text, { urgent: [], last: null }, LOCAL_NOW);
      return performance.now() - startedAt;
    });
    const { median, p99 } = spread(times.slice(WARM_UP));
    const figures = `${median.toFixed(2)}, ${p99.toFixed(2)} (${aim})`;
    print(`recognise and rank passages, ${name}, ms: median, p99`, figures);
  }
}

/** The same documents again and again, each about something else. */
function copiesOf({ guides }: Portfolio): Portfolio {
  const all = [...guides.values()];
  const copies = Array.from({ length: NOTICES }, (_, i): [string, Guide][] => {
    const guide = all[i % all.length];
    if (!guide) return [];
    const id = `${guide.notice.id}-${i}`;
    const subject = `Fenwick Relay ${i}`;
    return [[id, { ...guide, product: subject, notice: { ...guide.notice, id, subject, names: [subject] } }]];
  });
  return { guides: new Map(copies.flat()) };
}
