import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { readNotice } from '../../bot/sources/notices/read-notice.ts';
import { spread } from './load.ts';

const NOTICE = 'bot/notices/azure-ad-connect-v1';
const SIZES = { '1 KB': 1_000, '10 KB': 10_000, '100 KB': 100_000, '1 MB': 999_000 };
const ROUNDS = 7;
const PORTFOLIO = { notices: 200, characters: 30_000 };

/** Prose with and without dates, an alert, a list and a table. */
const SECTION = `## Moving a workspace

On September 30, 2027, the Basic plan of Fenwick Relay will be retired, and you must upgrade by then. Select **Save** in the portal, wait until the *agent* has read its \`config.json\`, and see [the guide](https://learn.example.com/relay/guide) for details. Nothing changes for other plans.

> [!NOTE]
> Exports are kept for 30 days, e.g. those of the last run.

- Move small workspaces first.
- Workspaces with more than 200 notebooks take a weekend.

| Feature | Retirement date | Note |
| --- | --- | --- |
| Mirror | March 1, 2027 | use [Hub](https://learn.example.com/hub) |
| Old console | April 1, 2027 | |

`;

/** Measures how the time to compile a document grows with its size, and compiling a large portfolio for the first time. */
export async function benchCompile(print: (name: string, value: string) => void): Promise<void> {
  const notice: number[] = [];
  for (let i = 0; i < 20; i++) notice.push(await timeOf(() => readNotice(NOTICE)));
  const { median, p99 } = spread(notice);
  print('compile the notice (7 articles), ms: median, p99', `${median.toFixed(0)}, ${p99.toFixed(0)}`);
  for (const [name, size] of Object.entries(SIZES)) {
    const text = documentOf(size);
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i++) times.push(await timeOf(() => compile(text)));
    const worst = Math.max(...times).toFixed(0);
    print(`compile ${name}, ms: median, worst`, `${spread(times).median.toFixed(1)}, ${worst}`);
  }
  const texts = Array.from({ length: PORTFOLIO.notices }, (_, i) => documentOf(PORTFOLIO.characters - i));
  const all = await timeOf(() => texts.forEach(compile));
  print('compile 200 notices of 30 KB, ms', `${all.toFixed(0)} (aim: under 5000)`);
}

function documentOf(characters: number): string {
  const text = '# Fenwick Relay retirement\n\n' + SECTION.repeat(Math.ceil(characters / SECTION.length));
  return text.slice(0, characters);
}

function compile(text: string): void {
  compileNotice({ id: 'bench', entry: 'notice.md', files: new Map([['notice.md', text]]) });
}

async function timeOf(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
