import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import sinon from 'sinon';
import { openDatabase } from '../../../bot/store/database/database.ts';
import { migrations } from '../../../bot/store/database/migrations.ts';
import { findTemplate, templateName, templatesFolder } from '../../../bot/store/database/template.ts';
import { makeTemplate } from '../../../bot/store/make-template.ts';
import { createFolder } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

async function openNew(dataDir: string) {
  return openDatabase({ databaseUrl: null, dataDir });
}

/** The names of what a new store has before anything else has touched it. */
async function tablesOf(dataDir: string): Promise<string[]> {
  const database = await openNew(dataDir);
  const { rows } = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'jobs')`.execute(
    database.db,
  );
  await database.close();
  return rows.map(({ name }) => name);
}

describe('a new embedded store', () => {
  it('is a copy of the template, with tables and job queue', async () => {
    const tables = await tablesOf(join(await createFolder(), 'data'));
    assert.ok(tables.includes('public.conversations'));
    assert.ok(tables.includes('jobs.job'));
  });

  it('is copied again after a process was killed while copying', async () => {
    const folder = join(await createFolder(), 'data');
    const template = findTemplate() ?? '';
    const script = `
      import { copyStore } from './bot/store/database/copy-store.ts';
      copyStore(process.argv[1], process.argv[2]);
      setInterval(() => {}, 1_000);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, template, folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    await until(() => existsSync(join(folder, 'base')), 'the copy has begun');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok((await tablesOf(folder)).includes('jobs.job'));
  });

  it('is completed when only the last file was not copied', async () => {
    const folder = join(await createFolder(), 'data');
    await cp(join(templatesFolder, templateName()), folder, { recursive: true });
    await rm(join(folder, 'cutover.json'), { force: true }); // never copied
    await rm(join(folder, 'PG_VERSION'));
    await writeFile(join(folder, 'PG_VERSION.new'), '');
    assert.ok((await tablesOf(folder)).includes('jobs.job'));
  });
});

describe('the template', () => {
  afterEach(() => sinon.restore());

  async function createTemplates() {
    const templates = await createFolder();
    const create = sinon.spy(async (folder: string) => {
      await mkdir(join(folder, 'base'), { recursive: true });
      await writeFile(join(folder, 'PG_VERSION'), '18');
    });
    return { templates, create };
  }

  it('is created once', async () => {
    const place = await createTemplates();
    assert.equal(await makeTemplate(place), true);
    assert.equal(await makeTemplate(place), false);
    sinon.assert.calledOnce(place.create);
  });

  it('is created again after a migration is edited', async () => {
    const place = await createTemplates();
    await makeTemplate(place);
    assert.equal(await makeTemplate({ ...place, digest: () => Promise.resolve('edited') }), true);
  });

  it('has another name when there is another migration', async () => {
    const place = await createTemplates();
    await makeTemplate(place);
    assert.ok(findTemplate(place.templates));
    sinon.define(migrations, '9999-another', { up: async () => {} });
    assert.equal(findTemplate(place.templates), null);
  });

  it('does not exist after a failure, and is created the next time', async () => {
    const place = await createTemplates();
    const failing = async (folder: string) => {
      await place.create(folder);
      throw new Error('no space left');
    };
    await assert.rejects(makeTemplate({ ...place, create: failing }), /no space left/);
    assert.equal(findTemplate(place.templates), null);
    assert.equal(await makeTemplate(place), true);
    assert.ok(findTemplate(place.templates));
  });

  it('is created although an entry of its folder vanishes before it is looked at', async () => {
    const place = await createTemplates();
    await symlink(join(place.templates, 'gone'), join(place.templates, 'unfinished'));
    assert.equal(await makeTemplate(place), true);
  });

  it('is created once when two builds run at the same time', async () => {
    const place = await createTemplates();
    await Promise.all([makeTemplate(place), makeTemplate(place)]);
    assert.deepEqual((await readdir(place.templates)).sort(), [templateName(), `${templateName()}.sha256`]);
  });
});
