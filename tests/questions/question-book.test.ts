import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Question, QuestionStore } from '../../bot/questions/ports.ts';
import { createQuestionBook } from '../../bot/questions/question-book.ts';
import { createLogBook } from '../support/cutover.ts';

const AT = new Date('2026-01-01T12:00:00Z');
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);

const questionOf = (activityId: string, changes: Partial<Question> = {}): Question => ({
  tenantId: 'tenant',
  threadId: 'thread',
  activityId,
  text: 'when?',
  notice: null,
  intent: 'deadline',
  confidence: 0.9,
  decision: 'answer',
  askedAt: AT,
  chosen: null,
  remark: null,
  source: null,
  helped: null,
  ...changes,
});

describe('the question book', () => {
  afterEach(() => sinon.restore());

  function openBook({ isSingleInstance = true, keepsText = true } = {}) {
    const added: string[][] = [];
    const store = {
      add: sinon.spy((questions: readonly Question[]) => {
        added.push(questions.map(({ activityId }) => activityId));
        return Promise.resolve();
      }),
      mark: sinon.stub().resolves(true),
      findLast: sinon.stub().resolves(null),
      findFirst: sinon.stub().resolves(null),
    };
    const book = createQuestionBook({
      store: store as unknown as QuestionStore,
      keepsText,
      isSingleInstance,
      log: createLogBook().log,
    });
    return { book, store, added };
  }

  it('stores the questions of half a second in one statement, in order', () => {
    const time = sinon.useFakeTimers();
    const { book, added } = openBook();
    ['1', '2', '3'].forEach((id) => book.record(questionOf(id)));
    time.tick(499);
    assert.deepEqual(added, []);
    return time.tickAsync(1).then(() => assert.deepEqual(added, [['1', '2', '3']]));
  });

  it('keeps nothing that a reader wrote where texts aren’t kept', async () => {
    const { book, store } = openBook({ keepsText: false });
    const key = { tenantId: 'tenant', threadId: 'thread', activityId: '1' };
    await book.mark(key, { helped: false, remark: 'Too long.' });
    sinon.assert.calledOnceWithMatch(store.mark, key, { helped: false, remark: null });
  });

  it('stores every question before it closes', async () => {
    const { book, added } = openBook();
    ['1', '2'].forEach((id) => book.record(questionOf(id)));
    await book.close();
    assert.deepEqual(added, [['1', '2']]);
  });

  it('returns the last question and its chosen topic from memory for ten minutes', async () => {
    const { book, store } = openBook();
    const thread = { tenantId: 'tenant', threadId: 'thread' };
    book.record(questionOf('1'));
    book.record(questionOf('2', { decision: 'ask' }));
    book.record(questionOf('3', { threadId: 'another' }));
    assert.equal((await book.findLast(thread, later(9)))?.activityId, '2');
    await book.mark(
      { ...thread, activityId: '2' },
      { chosen: 'impact', notice: 'azure-ad-connect-v1', source: null },
    );
    assert.equal((await book.findLast(thread, later(9)))?.chosen, 'impact');
    assert.equal(await book.findLast(thread, later(10)), null);
    sinon.assert.notCalled(store.findLast);
  });

  it('returns the first question of the last ten minutes', async () => {
    const { book, store } = openBook();
    const thread = { tenantId: 'tenant', threadId: 'thread' };
    book.record(questionOf('1'));
    book.record(questionOf('2'));
    book.record(questionOf('3', { threadId: 'another' }));
    assert.equal((await book.findFirst(thread, later(9)))?.activityId, '1');
    sinon.assert.notCalled(store.findFirst);
    assert.equal(await book.findFirst(thread, later(10)), null);
    sinon.assert.calledOnce(store.findFirst);
  });

  it('reads a question from before it was opened from the store', async () => {
    const { book, store } = openBook();
    store.findLast.resolves(questionOf('0'));
    const last = await book.findLast({ tenantId: 'tenant', threadId: 'thread' }, later(1));
    assert.equal(last?.activityId, '0');
  });

  it('always reads from the store when there are other instances', async () => {
    const { book, store, added } = openBook({ isSingleInstance: false });
    store.findLast.resolves(questionOf('elsewhere'));
    book.record(questionOf('1'));
    const last = await book.findLast({ tenantId: 'tenant', threadId: 'thread' }, later(1));
    assert.equal(last?.activityId, 'elsewhere');
    assert.deepEqual(added, [['1']]);
  });
});
