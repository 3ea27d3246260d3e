import { readdir, readFile, rename, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

const root = dirname(dirname(import.meta.dirname));
const dist = join(root, 'dist');

/** A process that started before the build may still load what it has not needed so far. */
const KEPT_MS = 3_600_000;

const USAGE = `Usage: npm run build -- [OPTIONS]

Compiles the program, the dashboard and the notices into dist/, and trains the recogniser where phrases have changed.

Options:
  --force                 train the recogniser in any case, as npm run train does
  --progress              say on standard error what is being done
  --progress-on-terminal  the same, where standard error is a terminal
  --help                  print this text

Example:
  npm run build -- --force`;

const args = process.argv.slice(2);
refuseUnknownOptions();
const isTold =
  args.includes('--progress') || (args.includes('--progress-on-terminal') && process.stderr.isTTY);
const tell = isTold ? (text) => process.stderr.write(text) : () => {};

tell('Building Cutover.\n');
await bundle();
const { finishBuild } = await import('../../dist/cli/finish-build.js');
await finishBuild(
  args.filter((arg) => !arg.startsWith('--progress')),
  tell,
);

/** The commands' own reader of options is not built yet. */
function refuseUnknownOptions() {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const unknown = args.find((arg) => !['--force', '--progress', '--progress-on-terminal'].includes(arg));
  if (unknown === undefined) return;
  process.stderr.write(`Unknown option ${unknown}.\nRun \`npm run build -- --help\` for the usage.\n`);
  process.exit(2);
}

/** Bundles the bot and the commands with their packages: a start then reads one file instead of three thousand. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      'bot/index.ts',
      'bot/app/run.ts',
      'bot/app/app.ts',
      'bot/store/database/pglite-worker.ts',
      'bot/cli/*.ts',
    ],
    outbase: 'bot',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // PGlite and esbuild read files beside their own; of prom-client, loaded when it is first needed, a bundle has only
    // the default export; the other two are optional and not installed.
    external: ['@electric-sql/pglite', 'esbuild', 'prom-client', 'pg-native', 'dtrace-provider'],
    banner: {
      js: 'import { createRequire as createBundleRequire } from "module"; const require = createBundleRequire(import.meta.url);',
    },
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120, // so that a stack names a place that can be found
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  await Promise.all(outputFiles.map(writeIfChanged));
  await removeOld(outputFiles.map(({ path }) => relative(dist, path)));
}

/** At once, for another process may be starting. */
async function writeIfChanged({ path, contents }) {
  const present = await readFile(path).catch(() => null);
  if (present?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}

/** Chunks are named after their content. */
async function removeOld(made) {
  for (const name of await readdir(dist)) {
    if (!name.endsWith('.js') || made.includes(name)) continue;
    const path = join(dist, name);
    if (Date.now() - (await stat(path)).mtimeMs > KEPT_MS) await rm(path);
  }
}
