import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Linter, type ESLint } from 'eslint';
import { packageFolder } from '../../bot/platform/paths.ts';

describe('the order of layers', () => {
  let check: (file: string, code: string) => string[];

  before(async () => {
    const config = resolve(packageFolder, 'eslint.config.js');
    const { layersPlugin } = (await import(config)) as { layersPlugin: ESLint.Plugin };
    const linter = new Linter({ cwd: packageFolder });
    check = (file, code) =>
      linter
        .verify(
          code,
          [
            {
              files: ['**/*.ts'],
              plugins: { layers: layersPlugin },
              rules: { 'layers/imports-downwards': 'error' },
            },
          ],
          { filename: resolve(packageFolder, file) },
        )
        .map(({ message }) => message);
  });

  it('allows an import from the same folder and from a folder below', () => {
    assert.deepEqual(check('bot/teams/turns.ts', "import { a } from './replies.ts'; a();"), []);
    assert.deepEqual(check('bot/store/stores.ts', "import { a } from './alerts/alerts.ts'; a();"), []);
    assert.deepEqual(check('bot/alerts/x.ts', "export { a } from '../platform/clock.ts';"), []);
  });

  it('refuses an import from a folder above, in each form of import', () => {
    const refusal = ['bot/alerts/ is below bot/teams/ and may not import from it.'];
    for (const code of [
      "import { a } from '../teams/turns.ts'; a();",
      "await import('../teams/turns.ts');",
      "export { a } from '../teams/turns.ts';",
      "export * from '../teams/turns.ts';",
    ]) {
      assert.deepEqual(check('bot/alerts/x.ts', code), refusal, code);
    }
  });

  it('refuses a folder that the list does not name', () => {
    assert.deepEqual(check('bot/extras/x.ts', ''), [
      'bot/extras/ is not in the list of layers: give it a place there.',
    ]);
  });

  it('keeps the configuration in bot/app/ and bot/cli/', () => {
    const code = "import { a } from '../app/config.ts'; a();";
    assert.deepEqual(check('bot/cli/x.ts', code), []);
    assert.equal(check('bot/teams/x.ts', code).length, 1);
  });
});

describe('the files of bot/', () => {
  /** `import-x/no-cycle` leaves out imports of types, which make a circle as well. */
  it('import each other in no circle, types included', () => {
    const folder = resolve(packageFolder, 'bot');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const imports = new Map(files.map((file) => [resolve(folder, file), importsOf(resolve(folder, file))]));
    assert.deepEqual(findCircle(imports), []);
  });
});

function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)].map(([, path = '']) =>
    resolve(dirname(file), path),
  );
}

/** The files of the first circle; empty when there is none. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return path.slice(path.indexOf(file));
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
