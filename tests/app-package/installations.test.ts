import assert from 'node:assert/strict';
import { installEverywhere, type InstallOutcome } from '../../bot/app-package/install-everywhere.ts';
import { createInstallations, type Target } from '../../bot/app-package/installations.ts';
import { parseTargets } from '../../bot/app-package/parse-targets.ts';
import { main } from '../../bot/cli/install-app.ts';
import { runMain } from '../support/run-main.ts';
import { startInstallations, type LoopbackInstallations } from '../support/graph-installations.ts';

const TEAM = '44444444-4444-4444-8444-444444444444';
const OTHER_TEAM = '55555555-5555-4555-8555-555555555555';
const APP = {
  externalId: '11111111-1111-4111-8111-111111111111',
  id: '99999999-9999-4999-8999-999999999999',
};
const TARGETS: Target[] = [
  { kind: 'team', id: TEAM },
  { kind: 'team', id: OTHER_TEAM },
  { kind: 'person', id: 'ada#ext#@example.com' },
];
const KNOWN = [`teams/${TEAM}`, `teams/${OTHER_TEAM}`, 'users/ada#ext#@example.com'];

describe('installing for teams and people', () => {
  let graph: LoopbackInstallations;
  beforeEach(async () => {
    graph = await startInstallations({ known: KNOWN, app: APP });
  });
  afterEach(() => graph.close());

  const installations = () =>
    createInstallations({ endpoint: graph.url, credential: graph.credential, pause: graph.pause });

  async function install(isApplied: boolean, targets = TARGETS): Promise<string[]> {
    const told: InstallOutcome[] = [];
    const given = installations();
    const catalogueId = await given.findInCatalogue(APP.externalId);
    const onOutcome = (outcome: InstallOutcome) => told.push(outcome);
    const all = { targets, installations: given, catalogueId, isApplied, onOutcome };
    assert.deepEqual(await installEverywhere(all), told);
    return told.map(({ result, reason }) => (reason ? `${result}: ${reason}` : result));
  }

  it('changes nothing in a dry run and reports what it would install', async () => {
    graph.installed.add(`teams/${TEAM}`);
    assert.deepEqual(await install(false), ['already', 'would-install', 'would-install']);
    assert.deepEqual([...graph.installed], [`teams/${TEAM}`]);
    assert.deepEqual(new Set(graph.requests.map(({ method }) => method)), new Set(['GET']));
  });

  it('installs only where the app is missing, so that a second run continues the first', async () => {
    assert.deepEqual(await install(true, TARGETS.slice(0, 1)), ['installed']);
    assert.deepEqual(await install(true), ['already', 'installed', 'installed']);
    assert.deepEqual(await install(true), ['already', 'already', 'already']);
    assert.deepEqual([...graph.installed], KNOWN);
    assert.equal(graph.requests.filter(({ method }) => method === 'POST').length, 3);
  });

  it('reports "already" for 409, when another installation was first', async () => {
    const catalogueId = APP.id;
    graph.installed.add(`teams/${TEAM}`);
    assert.equal(await installations().install({ kind: 'team', id: TEAM }, catalogueId), 'already');
  });

  it('stays within Graph’s limits for many teams', async () => {
    await graph.close();
    const ids = Array.from({ length: 60 }, (_, i) => `${TEAM.slice(0, -3)}${i + 100}`);
    graph = await startInstallations({ known: ids.map((id) => `teams/${id}`), app: APP });
    const outcomes = await install(
      true,
      ids.map((id) => ({ kind: 'team', id })),
    );
    assert.deepEqual(new Set(outcomes), new Set(['installed']));
    assert.ok(graph.requests.every(({ status }) => status !== 429));
  });

  it('waits for the time in Retry-After', async () => {
    graph.failures.push({ status: 429, headers: { 'retry-after': '17' } });
    assert.deepEqual(await install(true, TARGETS.slice(0, 1)), ['installed']);
    assert.ok(graph.pauses.includes(17_000));
  });

  it('repeats an interrupted request without installing twice', async () => {
    const given = installations();
    graph.failures.push({ status: 0, breaks: true });
    assert.equal(await given.install({ kind: 'team', id: TEAM }, APP.id), 'already');
    assert.deepEqual([...graph.installed], [`teams/${TEAM}`]);
  });

  it('repeats a server error with growing pauses, six times at most', async () => {
    graph.failures.push(...Array.from({ length: 6 }, () => ({ status: 503, code: 'ServiceUnavailable' })));
    const answer = await installations().install({ kind: 'team', id: TEAM }, APP.id);
    assert.match(JSON.stringify(answer), /Microsoft Graph returned 503: ServiceUnavailable/);
    const waits = graph.pauses.filter((pause) => pause >= 1_000);
    assert.deepEqual(waits, [10_000, 20_000, 30_000, 40_000, 50_000]);
  });

  it('reports a failure and continues with the other targets', async () => {
    await graph.close();
    graph = await startInstallations({ known: KNOWN.slice(1), blocked: [`teams/${OTHER_TEAM}`], app: APP });
    const [unknown, blocked, ada] = await install(true);
    assert.match(unknown ?? '', /^failed: Microsoft Graph returned 404: NotFound, No team with Id 4/);
    assert.match(
      blocked ?? '',
      /^failed: Microsoft Graph returned 403: Forbidden, The app is blocked by policy/,
    );
    assert.equal(ada, 'installed');
  });

  it('stops at once when no request can succeed', async () => {
    graph.credential = { getToken: () => Promise.resolve({ token: 'of somebody else' }) };
    await assert.rejects(install(true), {
      code: 'graph-refused',
      message: /401: InvalidAuthenticationToken/,
    });
    graph.credential = { getToken: () => Promise.reject(new Error('AADSTS7000215: Invalid client secret')) };
    await assert.rejects(install(true), /issued no token: AADSTS7000215/);
  });

  it('says that the catalogue is not readable or does not have the app', async () => {
    graph.failures.push({ status: 403, code: 'Forbidden' });
    await assert.rejects(
      install(true),
      /Grant the application permission AppCatalog\.Read\.All, or set --catalogue-id/,
    );
    await graph.close();
    graph = await startInstallations({ known: KNOWN, app: null });
    await assert.rejects(install(true), { code: 'not-published', message: /Publish the package first/ });
  });
});

describe('targets', () => {
  it('are teams by ID and people by name or ID, without duplicates', () => {
    const text = `# the first wave\n${TEAM.toUpperCase()}\nada@example.com   # leads it\n\nperson ${OTHER_TEAM}\r\nteam ${OTHER_TEAM}\n`;
    const targets = parseTargets({
      teams: `${TEAM}, ${TEAM}`,
      people: 'Ada@Example.com,b#ext#@example.com',
      file: { name: 'wave.txt', text },
    });
    assert.deepEqual(
      targets.map(({ kind, id }) => `${kind} ${id}`),
      [
        `team ${TEAM}`,
        'person ada@example.com',
        'person b#ext#@example.com',
        `person ${OTHER_TEAM}`,
        `team ${OTHER_TEAM}`,
      ],
    );
  });

  it('are refused with their line when they are neither', () => {
    const wrong = { teams: 'General', people: 'ada', file: { name: 'wave.txt', text: 'x\nteam y' } };
    assert.throws(() => parseTargets(wrong), {
      code: 'bad-targets',
      message: [
        '--teams "General" is not a team ID: write a GUID.',
        '--people "ada" is not a user principal name or object ID.',
        'wave.txt:1: "x" is neither a team ID nor a user principal name; write `person ID` for an object ID.',
        'wave.txt:2: "y" is not a team ID: write a GUID.',
      ].join('\n'),
    });
  });
});

describe('npm run install-app', () => {
  const refusal = async (args: string[], settings: Record<string, string> = {}, expected = 1) => {
    const { stdout, stderr, code } = await runMain(main, args, { settings });
    assert.deepEqual([stdout, code], ['', expected]);
    return stderr;
  };

  it('prints usage and names what is missing', async () => {
    assert.match(await refusal([], {}, 2), /^Say for whom: with --teams, --people or --file\.\n/);
    assert.match(
      await refusal(['--teams', TEAM]),
      /^GRAPH_CREDENTIAL is missing: set it, and GRAPH_CLIENT_ID/,
    );
    assert.match(await refusal(['--file', 'nowhere.txt']), /^--file "nowhere\.txt" cannot be read/);
    const settings = { GRAPH_CREDENTIAL: 'default', GRAPH_TENANT_ID: TEAM, TEAMS_APP_ID: '' };
    assert.match(
      await refusal(['--teams', TEAM], settings),
      /^TEAMS_APP_ID is missing: set it in env\/\.env\.dev/,
    );
  });
});
