import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAddressBook } from '../../bot/delivery/address-book.ts';
import type { Conversation, Seen } from '../../bot/delivery/conversation.ts';
import { createLogBook } from '../support/cutover.ts';

const conversationOf = (id: string, serviceUrl = 'https://smba.example/emea'): Conversation => ({
  tenantId: 'tenant',
  id,
  kind: 'personal',
  serviceUrl,
  botId: 'bot',
});

describe('the address book', () => {
  afterEach(() => sinon.restore());

  /** A store that is as slow as the test wants. */
  function openBook({ fails = () => false }: { fails?: (seen: readonly Seen[]) => boolean } = {}) {
    const statements: string[][] = [];
    const gates: (() => void)[] = [];
    const { log, lines } = createLogBook();
    const rememberAll = async (seen: readonly Seen[]) => {
      statements.push(seen.map(({ conversation: { id, serviceUrl } }) => `${id} ${serviceUrl.slice(-4)}`));
      await new Promise<void>((resolve) => gates.push(resolve));
      if (fails(seen)) throw new Error('no store');
    };
    const clock = { now: () => new Date() };
    const book = createAddressBook({ conversations: { rememberAll }, clock, log });
    const release = async () => {
      await new Promise(setImmediate);
      gates.splice(0).forEach((open) => open());
      await new Promise(setImmediate);
    };
    return { book, statements, release, lines };
  }

  it('writes addresses recorded during a write in one statement, in order', async () => {
    const { book, statements, release } = openBook();
    book.record(conversationOf('a'));
    await new Promise(setImmediate);
    book.record(conversationOf('b'));
    book.record(conversationOf('c'));
    book.record(conversationOf('b', 'https://smba.example/amer'));
    await release();
    await release();
    assert.deepEqual(statements, [['a emea'], ['b emea', 'c emea', 'b amer']]);
  });

  it('writes everything when it is flushed', async () => {
    const { book, statements, release } = openBook();
    book.record(conversationOf('a'));
    await new Promise(setImmediate);
    book.record(conversationOf('b'));
    let isFlushed = false;
    const flushed = book.flush().then(() => (isFlushed = true));
    await release();
    assert.equal(isFlushed, false);
    await release();
    await flushed;
    assert.deepEqual(statements, [['a emea'], ['b emea']]);
  });

  it('writes an address again after 30 seconds, when it has changed, and after an event', async () => {
    const { book, statements, release } = openBook();
    const record = async (conversation: Conversation) => {
      book.record(conversation);
      await release();
    };
    await record(conversationOf('a'));
    await record(conversationOf('a'));
    assert.equal(statements.length, 1);
    await record(conversationOf('a', 'https://smba.example/amer'));
    assert.equal(statements.length, 2);
    sinon.stub(performance, 'now').returns(performance.now() + 30_001);
    await record(conversationOf('a', 'https://smba.example/amer'));
    assert.equal(statements.length, 3);
    book.clear();
    await record(conversationOf('a', 'https://smba.example/amer'));
    assert.equal(statements.length, 4);
  });

  it('logs what could not be written, and writes it at the next message', async () => {
    const { book, statements, release, lines } = openBook({ fails: () => statements.length === 1 });
    book.record(conversationOf('a'));
    await release();
    await book.flush();
    assert.equal(lines.length, 1);
    book.record(conversationOf('a'));
    await release();
    assert.deepEqual(statements, [['a emea'], ['a emea']]);
  });
});
