import { parentPort } from 'node:worker_threads';
import { PGlite, type Results, type Transaction } from '@electric-sql/pglite';
import { copyStore } from './copy-store.ts';
import { packError, type Answer, type Operation, type Request } from './pglite-messages.ts';

/** The thread's own program, started by `startPglite`: holds the store of a folder and does what it is asked. */
const port = parentPort;
const answer = (message: Answer) => port?.postMessage(message);

interface OpenTransaction {
  sql: Transaction;
  end: (how: 'commit' | 'rollback') => void;
  ended: Promise<void>;
}

const transactions = new Map<number, OpenTransaction>();
/**
 * PostgreSQL's default of 128 MB for its cache would all be this process's memory: a store has a few megabytes, and
 * the system caches its files, too.
 */
const LEAN = ['-c', 'shared_buffers=16MB', '-c', 'max_connections=20', '-c', 'max_wal_senders=0'];

let pglite: PGlite;

port?.on('message', ({ id, ...operation }: Request) => {
  carryOut(operation).then(
    (result) => answer(result === undefined ? { id } : { id, result }),
    (error: unknown) => answer({ id, error: packError(error) }),
  );
});

async function carryOut(operation: Operation): Promise<Results | Results[] | undefined> {
  switch (operation.kind) {
    case 'open':
      if (operation.template !== null) copyStore(operation.template, operation.folder);
      pglite = await PGlite.create(operation.folder, {
        startParams: [...PGlite.defaultStartParams, ...LEAN],
      });
      return undefined;
    case 'query': {
      const { transaction, text, values, options } = operation;
      if (transaction !== undefined) return find(transaction).sql.query(text, values, options);
      return inTurn(() => pglite.query(text, values, options));
    }
    case 'exec':
      return inTurn(() => exec(operation.text));
    case 'begin':
      await begin(operation.transaction);
      return undefined;
    case 'commit':
    case 'rollback': {
      const { end, ended } = find(operation.transaction);
      end(operation.kind);
      await ended;
      return undefined;
    }
    case 'listen': {
      const { channel } = operation;
      await inTurn(() => pglite.listen(channel, (payload) => answer({ channel, payload })));
      return undefined;
    }
    case 'close':
      await inTurn(() => pglite.close());
      return undefined;
  }
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: there is one session, and what one leaves open the next would be in. */
function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const mine = last.then(run);
  last = mine.catch(() => undefined);
  return mine;
}

/** Statements that begin a transaction and fail in it do not leave it open. */
async function exec(text: string): Promise<Results[]> {
  try {
    return await pglite.exec(text);
  } catch (error) {
    if (pglite.isInTransaction()) await pglite.exec('rollback');
    throw error;
  }
}

/** Resolves when the transaction has begun; its turn lasts until it has ended. */
function begin(number: number): Promise<void> {
  return new Promise((hasBegun, fail) => {
    const ended = inTurn(() =>
      pglite.transaction(async (sql) => {
        const how = await new Promise<'commit' | 'rollback'>((end) => {
          transactions.set(number, { sql, end, ended });
          hasBegun();
        });
        transactions.delete(number);
        if (how === 'rollback') await sql.rollback();
      }),
    );
    ended.catch(fail); // once it has begun, whoever ends it is told what came of that
  });
}

function find(number: number): OpenTransaction {
  const transaction = transactions.get(number);
  if (!transaction) throw new Error(`there is no transaction ${number}`);
  return transaction;
}
