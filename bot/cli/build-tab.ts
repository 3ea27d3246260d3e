import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { packageFolder, HASHED_FILE } from '../platform/paths.ts';
import { tabFolder } from '../platform/paths.ts';

const SOURCES = join(packageFolder, 'bot', 'tab');

/** Each page's script has the page's name; their style is the same. */
const PAGES = ['index', 'configure'];
const STYLE = 'page.css';

/** The dashboard: bundled under names that hold a hash, and compressed once for everybody. */
export async function buildTab(): Promise<void> {
  await mkdir(tabFolder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [STYLE, ...PAGES.map((page) => `${page}.ts`)].map((file) => join(SOURCES, file)),
    absWorkingDir: packageFolder,
    outdir: tabFolder,
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  const made = Object.keys(metafile.outputs).map((path) => path.slice(path.lastIndexOf('/') + 1));
  await removeOld(made);
  for (const page of PAGES) await writePage(page, metafile);
  await Promise.all(made.map(compress));
}

async function removeOld(made: readonly string[]): Promise<void> {
  for (const name of await readdir(tabFolder)) {
    const plain = name.replace(/\.(?:br|gz)$/, '');
    if (HASHED_FILE.test(plain) && !made.includes(plain)) await rm(join(tabFolder, name));
  }
}

/** Puts the addresses of a page's script and style into it. */
async function writePage(page: string, { outputs }: Metafile): Promise<void> {
  const [script, { imports }] = outputOf(`${page}.ts`, outputs);
  const addressOf = (path: string) => `/tab/${path.slice(path.lastIndexOf('/') + 1)}`;
  const head = [
    `<link rel="stylesheet" href="${addressOf(outputOf(STYLE, outputs)[0])}" />`,
    ...imports.map(({ path }) => `<link rel="modulepreload" href="${addressOf(path)}" />`),
    `<script type="module" src="${addressOf(script)}"></script>`,
  ];
  const html = await readFile(join(SOURCES, `${page}.html`), 'utf8');
  await writeFile(join(tabFolder, `${page}.html`), html.replace('<!-- head -->', head.join('\n    ')));
}

function outputOf(source: string, outputs: Metafile['outputs']): [string, Metafile['outputs'][string]] {
  const made = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(`/${source}`));
  if (!made) throw new Error(`The build made nothing of ${source}.`);
  return made;
}

/** A name with a hash that is there already was compressed already. */
async function compress(name: string): Promise<void> {
  const path = join(tabFolder, name);
  const there = await readdir(tabFolder);
  if (there.includes(`${name}.br`) && there.includes(`${name}.gz`)) return;
  const content = await readFile(path);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, options));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
