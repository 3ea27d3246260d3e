import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageFolder } from '../../bot/platform/paths.ts';

const read = (path: string) => readFileSync(join(packageFolder, path), 'utf8');

describe('the container', () => {
  const lines = read('env/container/Dockerfile').split('\n');

  it('is built in one stage and runs in another, as nobody special, watched', () => {
    assert.equal(lines.filter((line) => line.startsWith('FROM ')).length, 2);
    assert.ok(lines.indexOf('USER node') < lines.findIndex((line) => line.startsWith('CMD ')));
    assert.match(read('env/container/Dockerfile'), /^HEALTHCHECK [\s\S]*\/healthz/m);
  });

  it('runs on the Node of .nvmrc', () => {
    const version = read('.nvmrc').trim();
    const images = lines.filter((line) => line.startsWith('FROM '));
    assert.ok(images.every((line) => line.startsWith(`FROM node:${version}-`)));
    assert.match(read('env/azure/modules/app.bicep'), new RegExp(`'NODE\\|${version}-lts'`));
  });

  it('and the web app need no package that they leave out', async () => {
    const { metafile } = await build({
      entryPoints: [join(packageFolder, 'bot/index.ts')],
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      write: false,
      outdir: 'unused',
      metafile: true,
    });
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
    const names = imported
      .filter(({ path, external }) => external && !path.startsWith('node:') && !path.startsWith('#'))
      .map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
    assert.ok(names.includes('restify'));
    assert.deepEqual(
      names.filter((name) => !(name in dependencies)),
      [],
    );
  });

  it('gets no settings, no store and no packages of this machine', () => {
    const ignored = read('env/container/Dockerfile.dockerignore').split('\n');
    for (const path of ['**/.env*', '.git', 'data', 'node_modules']) assert.ok(ignored.includes(path), path);
  });
});
