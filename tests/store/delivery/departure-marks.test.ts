import assert from 'node:assert/strict';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createDepartureMarks } from '../../../bot/store/delivery/departure-marks.ts';
import { createFolder } from '../../support/databases.ts';

describe('marks of posts that leave', () => {
  const BOOT = 'one boot';
  const POST = { id: '5b0c2f8e-0d3a-4c39-9a57-6a8f5e2f7a11', attempts: 3 };
  let folder: string;
  beforeEach(async () => {
    folder = await createFolder();
    createDepartureMarks(folder, BOOT).clear();
  });
  const file = () => join(folder, 'departures');

  it('are read by the next process, for the attempt that left', () => {
    createDepartureMarks(folder, BOOT).mark(POST);
    const mayHaveLeft = createDepartureMarks(folder, BOOT).read();
    assert.ok(mayHaveLeft);
    assert.equal(mayHaveLeft(POST), true);
    assert.equal(mayHaveLeft({ ...POST, attempts: 4 }), false);
  });

  it('prove nothing after the machine started anew, because it may have lost some', () => {
    assert.equal(createDepartureMarks(folder, 'another boot').read(), null);
  });

  it('prove nothing on a machine that does not tell its boots apart', () => {
    const marks = createDepartureMarks(folder, null);
    marks.clear();
    assert.equal(marks.read(), null);
  });

  it('are read although the disk was full in the middle of one', async () => {
    await appendFile(file(), '\n5b0c2f8e-0d');
    const marks = createDepartureMarks(folder, BOOT);
    marks.mark(POST);
    assert.equal(marks.read()?.(POST), true);
  });

  it('go when there are many and every result is recorded', async () => {
    const marks = createDepartureMarks(folder, BOOT);
    const empty = (await stat(file())).size;
    const posts = Array.from({ length: 10_000 }, (_, attempts) => ({ ...POST, attempts }));
    for (const post of posts) marks.mark(post);
    for (const post of posts.slice(1)) marks.settled(post);
    assert.equal(marks.read()?.({ ...POST, attempts: 0 }), true, 'one has no result yet');
    marks.settled({ ...POST, attempts: 0 });
    assert.equal((await readFile(file())).length, empty);
  });
});
