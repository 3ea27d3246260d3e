import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { compileNotice } from '../../../bot/guidance/compile/compile-notice.ts';
import type { GuidanceMap, Link } from '../../../bot/guidance/guidance-map.ts';

const announcement = new URL('../../../../shared/seeds/000_3b02bb7ef0078b22.txt', import.meta.url);
const FOLDER = 'https://learn.microsoft.com/entra/identity/hybrid';

// A customer's clone does not have the published text.
if (existsSync(announcement)) describe('the published announcement', () => definePublishedTests());

function definePublishedTests(): void {
  const text = readFileSync(announcement, 'utf8');
  const compile = (base?: string) =>
    compileNotice({
      id: 'seed',
      files: new Map([['notice.md', text]]),
      entry: 'notice.md',
      ...(base === undefined ? {} : { base }),
    });
  const lineWith = (words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1;
  let map: GuidanceMap;
  const linksOf = (): Link[] => map.sections.flatMap(({ links }) => links);
  const section = (id: string) => {
    const found = map.sections.find((candidate) => candidate.id === id);
    assert.ok(found, id);
    return found;
  };

  before(() => {
    const compiled = compile(`${FOLDER}/decommission-connect-sync-v1`);
    assert.deepEqual(compiled.problems, []);
    assert.ok(compiled.map);
    map = compiled.map;
  });

  it('has three milestones, with one cut-off for two spellings of its date', () => {
    assert.deepEqual(
      map.milestones.map(({ date, precision, kind, source }) => [date, precision, kind, source.line]),
      [
        ['2021-08', 'month', 'announced', lineWith('announced in August 2021')],
        ['2022-08-31', 'day', 'support-ends', lineWith('August 31, 2022')],
        ['2023-10-01', 'day', 'cut-off', lineWith('October 1, 2023')],
      ],
    );
    assert.equal(map.cutOff, '2023-10-01');
  });

  it('is revised on its ms.date', () => assert.equal(map.revised, '2023-05-31'));

  it('has its alert, which has no space after the quote mark', () => {
    const [alert, ...more] = section('decommission-azure-ad-connect-v1').alerts;
    assert.equal(more.length, 0);
    assert.equal(alert?.kind, 'important');
    assert.match(
      alert.text,
      /^Azure AD Connect V1 will stop working on October 1st 2023\. You need to migrate/,
    );
  });

  it('has a table of three rows, the last without a closing pipe', () => {
    const [table] = section('migrating-to-azure-ad-connect-v2').tables;
    assert.deepEqual(table?.headers, ['Title', 'Description']);
    assert.equal(table.rows.length, 3);
    assert.equal(table.rows[2]?.[1], 'Information on moving from one version of Azure AD Connect to another');
  });

  it('has ten absolute links to eight URLs on seven pages', () => {
    const urls = linksOf().map(({ url }) => url);
    assert.equal(urls.length, 10);
    assert.equal(new Set(urls).size, 8);
    assert.deepEqual(
      [...new Set(urls.map((url) => url.split('#')[0]))].sort(),
      [
        'https://aka.ms/EvaluateSyncOptions',
        `${FOLDER}/cloud-sync/what-is-cloud-sync`,
        `${FOLDER}/cloud-sync/what-is-provisioning-agent`,
        `${FOLDER}/connect/deprecated-azure-ad-connect`,
        `${FOLDER}/connect/how-to-upgrade-previous-version`,
        `${FOLDER}/connect/reference-connect-version-history`,
        `${FOLDER}/connect/whatis-azure-ad-connect-v2`,
      ].sort(),
    );
  });

  it('does not split a link text at its full stop', () => {
    const wizard = linksOf().find(({ url }) => url.startsWith('https://aka.ms/'));
    assert.equal(wizard?.text, 'Wizard to evaluate sync options.');
    assert.match(wizard.description, /^To choose the best sync tool/);
  });

  it('describes a link in a table with the rest of its row', () => {
    const upgrade = linksOf().find(({ text }) => text === 'Upgrading from a previous version');
    assert.equal(
      upgrade?.description,
      'Information on moving from one version of Azure AD Connect to another',
    );
  });

  it('keeps an empty section without an intent', () => {
    const questions = section('frequently-asked-questions');
    assert.deepEqual([questions.text, questions.passages, questions.links], ['', [], []]);
    assert.ok(map.intents.every(({ guidance }) => guidance.section !== questions.id));
  });

  it('reads a heading after two spaces', () => {
    assert.equal(section('migrate-to-cloud-sync').heading, 'Migrate to cloud sync');
  });

  it('has guidance for every intent', () => {
    assert.deepEqual(
      map.intents.map(({ id }) => id),
      [
        ...['deadline', 'impact', 'support-status', 'am-i-affected', 'what-to-do', 'cloud-sync-fit'],
        ...['evaluate-wizard', 'compare', 'what-is-cloud-sync', 'provisioning-agent', 'what-is-v2'],
        ...['upgrade-v2', 'deprecation-info', 'version-history', 'next-steps'],
      ],
    );
  });

  it('answers each intent from the right section', () => {
    const guidance = (id: string) => map.intents.find((intent) => intent.id === id)?.guidance;
    assert.match(guidance('impact')?.text ?? '', /identities will no longer synchronize/);
    assert.match(guidance('support-status')?.text ?? '', /out of support/);
    assert.match(guidance('am-i-affected')?.text ?? '', /^If you are still using/);
    assert.match(guidance('what-to-do')?.text ?? '', /You need to migrate to cloud sync/);
    assert.equal(guidance('what-to-do')?.table?.rows.length, 3);
    assert.equal(guidance('upgrade-v2')?.section, 'migrating-to-azure-ad-connect-v2');
    assert.match(guidance('compare')?.links[0]?.url ?? '', /#comparison-between/);
    assert.match(guidance('what-is-cloud-sync')?.links[0]?.url ?? '', /what-is-cloud-sync$/);
    assert.match(guidance('version-history')?.links[0]?.url ?? '', /version-history$/);
    assert.equal(guidance('next-steps')?.links.length, 3);
  });

  it('has only follow-ups that exist', () => {
    const ids = map.intents.map(({ id }) => id);
    assert.ok(
      map.intents.every(({ followUps }) => followUps.length > 0 && followUps.every((id) => ids.includes(id))),
    );
  });

  it('without a base, keeps the absolute link and warns about nine others by line', () => {
    const { map: baseless, problems } = compile();
    assert.deepEqual(
      baseless?.sections.flatMap(({ links }) => links.map(({ url }) => url)),
      ['https://aka.ms/EvaluateSyncOptions'],
    );
    assert.equal(problems.length, 9);
    assert.ok(problems.every(({ severity }) => severity === 'warning'));
    assert.equal(problems[0]?.line, lineWith('Comparison between cloud sync'));
    assert.match(JSON.stringify(baseless), /read What is cloud sync\? and What is the provisioning agent\?/);
  });
}
