import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { main } from '../../bot/cli/unanswered.ts';
import type { Question } from '../../bot/questions/ports.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createQuestionStore } from '../../bot/store/questions/questions.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { runMain } from '../support/run-main.ts';

function question(text: string | null, changes: Partial<Question> = {}): Question {
  const key = {
    tenantId: 'tenant',
    threadId: 'thread',
    activityId: `reply to ${text} ${JSON.stringify(changes)}`,
  };
  const taken = {
    notice: null,
    intent: 'none',
    confidence: 0.9,
    decision: 'unknown' as const,
    chosen: null,
    helped: null,
    remark: null,
    source: null,
  };
  return { ...key, ...taken, text, askedAt: new Date('2023-09-22T12:00:00Z'), ...changes };
}

const RIGHTS = { article: 'Upgrade the servers', heading: 'Rights that an upgrade needs' };
const STEPS = { article: 'Upgrade the servers', heading: 'Steps' };

const ASKED = [
  question('can I mirror a printer queue to the cloud'),
  question('mirroring a printer queue to the cloud'),
  question('which date is it', {
    ...{ intent: 'deadline', decision: 'ask', confidence: 0.4, chosen: 'reminders' },
    source: { article: 'The announcement', heading: 'Dates' },
  }),
  question('tell me all', {
    ...{ intent: 'compare', decision: 'answer', helped: false, source: RIGHTS },
    remark: 'Which role,\nplease?',
  }),
  question('who may upgrade', { intent: 'upgrade-v2', decision: 'unknown', source: RIGHTS }),
  question('where do I begin with this migration', { intent: 'upgrade-v2', decision: 'ask', source: STEPS }),
  question('when does it stop', { intent: 'deadline', decision: 'answer', helped: true }),
  question('what stops', { intent: 'impact', decision: 'answer' }),
  question(null, { intent: 'none' }),
];

forEachDatabase('npm run unanswered', (open) => {
  let place: DatabasePlace;
  const unanswered = (...args: string[]) =>
    runMain(main, args, { settings: { DATABASE_URL: place.databaseUrl ?? '', DATA_DIR: place.dataDir } });

  before(async () => {
    place = await open();
    const database = await openDatabase(place);
    await createQuestionStore(database.db).add(ASKED);
    await database.close();
  });

  it('lists misses grouped by similarity, in the format of phrases.yaml', async () => {
    const { stdout, stderr, code } = await unanswered();
    assert.deepEqual([stderr, code], ['', 0]);
    const [, first = '', ...others] = stdout.split('\n\n');
    assert.match(first, /^# 2 questions, last on 2023-09-22: not known; taken for out of scope\n/);
    assert.deepEqual(new Set(parse(stdout) as string[]), new Set(ASKED.slice(0, 6).map(({ text }) => text)));
    assert.equal(others.length, 4);
    assert.match(
      stdout,
      /# 1 question, .*: asked back; taken for deadline; chosen: reminders; nearest: .*\n- which date is it\n/,
    );
    assert.match(
      stdout,
      /: did not help; taken for compare; nearest: .*; readers wrote: “Which role, please\?”\n- tell me all\n/,
    );
  });

  it('says first which documents are thin, by the passages that left questions open', async () => {
    const [thin = ''] = (await unanswered()).stdout.split('\n\n');
    assert.deepEqual(thin.split('\n').slice(1), [
      '#   Upgrade the servers: 3 questions',
      '#     Rights that an upgrade needs: 2 questions, did not help (1), not known (1)',
      '#     Steps: 1 question, asked back',
      '#   The announcement: 1 question',
      '#     Dates: 1 question, asked back',
    ]);
  });

  it('deletes one, and all', async () => {
    const { stdout } = await unanswered('--json');
    const groups = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; text: string }[]);
    const [miss] = groups[0] ?? [];
    assert.ok(miss);
    assert.equal((await unanswered('--forget', miss.id)).stdout, '1 question is deleted.\n');
    assert.doesNotMatch((await unanswered()).stdout, new RegExp(`^- ${miss.text}$`, 'm'));
    assert.equal((await unanswered('--forget-all')).stdout, '8 questions are deleted.\n');
    assert.equal((await unanswered()).stdout, 'No question is unanswered.\n');
  });

  it('refuses an id that is none', async () => {
    const { stderr, code } = await unanswered('--forget', 'all');
    assert.equal(code, 1);
    assert.match(stderr, /^--forget "all" is not an ID/);
  });
});
