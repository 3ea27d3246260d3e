import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../bot/servers/Report-SyncServer.ps1', import.meta.url));
const source = readFileSync(SCRIPT, 'utf8');

const isThere = spawnSync('pwsh', ['-NoProfile', '-Command', 'exit 0']).status === 0;
const where = isThere ? 'run by the PowerShell that is here' : 'only read: there is no pwsh on this machine';

/** Stands in for what is on a sync server: the program with its version, and the module ADSync. */
function stubs(version: string, isStaging: boolean): string {
  return [
    `function global:Test-Path { $true }`,
    `function global:Get-Item { [pscustomobject]@{ VersionInfo = [pscustomobject]@{ ProductVersion = '${version}' } } }`,
    `function global:Get-ADSyncScheduler { [pscustomobject]@{ StagingModeEnabled = $${String(isStaging)} } }`,
  ].join('; ');
}

function run(command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('pwsh', ['-NoProfile', '-NonInteractive', '-Command', command]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe(`Report-SyncServer.ps1 (${where})`, () => {
  let server: Server;
  let url: string;
  const received: { path: string; authorization: string | undefined; body: string }[] = [];

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        received.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          '{"servers":[{"name":"AADC01","verdict":"retired","meaning":"affected: upgrade or replace it"}]}',
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    received.length = 0;
  });

  it('reads the product version and the staging mode, and reports them to the address that Cutover has', () => {
    assert.match(source, /Get-Item -LiteralPath \$Path\)\.VersionInfo\.ProductVersion/);
    assert.match(source, /\(Get-ADSyncScheduler\)\.StagingModeEnabled/);
    assert.match(source, /'Microsoft Azure Active Directory Connect\\AzureADConnect\.exe'/);
    assert.match(source, /\/api\/servers"/);
    for (const field of ['name', 'version', 'role', 'state'])
      assert.match(source, new RegExp(`\\b${field} = `));
    assert.match(source, /\(Get-ADSyncEntraConnectorCredential\)\.ConnectorIdentityType/);
    assert.match(source, /\$server\.authentication = /);
  });

  it('sends nothing before it has asked -WhatIf, and nothing in the open', () => {
    const guardAt = source.indexOf('$PSCmdlet.ShouldProcess(');
    assert.match(source, /\[CmdletBinding\(SupportsShouldProcess/);
    assert.ok(guardAt > 0 && guardAt < source.lastIndexOf('Get-AccessToken'));
    assert.ok(guardAt < source.lastIndexOf('Invoke-RestMethod'));
    assert.match(source, /\$Uri\.Scheme -ne 'https' -and -not \$Uri\.IsLoopback/);
    assert.match(source, /\[securestring\] \$Token/);
    assert.match(source, /\[securestring\] \$ClientSecret/);
  });

  it('has as many closing brackets as opening ones, and no mark that Windows PowerShell 5.1 misreads', () => {
    const count = (mark: string) => source.split(mark).length;
    for (const [open = '', close = ''] of ['()', '{}', '[]'])
      assert.equal(count(open), count(close), open + close);
    assert.match(source, /^[\x09\x0a\x20-\x7e]*$/, 'beyond ASCII');
    assert.doesNotMatch(source, /\?\?|\?\.|&&|\|\|/, 'operators of PowerShell 7');
  });

  if (!isThere) return;

  it('says with -WhatIf what it would send', async () => {
    const { code, output } = await run(
      `${stubs('1.6.16.0', false)}; & '${SCRIPT}' -Uri ${url} -Path x -WhatIf`,
    );
    assert.equal(code, 0, output);
    assert.match(output, /What if/);
    assert.match(output, /1\.6\.16\.0/);
    assert.deepEqual(received, []);
  });

  it('reports, with its token', async () => {
    const token = `(ConvertTo-SecureString 'a-token' -AsPlainText -Force)`;
    const { code, output } = await run(
      `${stubs('2.1.20.0', true)}; & '${SCRIPT}' -Uri ${url} -Path x -Token ${token}`,
    );
    assert.equal(code, 0, output);
    const [request] = received;
    assert.deepEqual([request?.path, request?.authorization], ['/api/servers', 'Bearer a-token']);
    const { servers } = JSON.parse(request?.body ?? '') as { servers: Record<string, string>[] };
    assert.deepEqual(
      servers.map(({ version, role, state }) => [version, role, state]),
      [['2.1.20.0', 'staging', 'in-use']],
    );
    assert.match(output, /affected: upgrade or replace it/);
  });

  const sent = async (signIn: string) => {
    const before = `${stubs('2.6.92.0', false)}; ${signIn}`;
    const { code, output } = await run(`${before}; & '${SCRIPT}' -Uri ${url} -Path x`);
    assert.equal(code, 0, output);
    const { servers } = JSON.parse(received.at(-1)?.body ?? '') as { servers: Record<string, string>[] };
    return servers[0]?.['authentication'];
  };
  const cmdlet = (body: string) => `function global:Get-ADSyncEntraConnectorCredential { ${body} }`;
  const identity = (type: string) => cmdlet(`[pscustomobject]@{ ConnectorIdentityType = '${type}' }`);

  it('reports how the server signs in where ADSync says so, and otherwise leaves it out', async () => {
    assert.equal(await sent(identity('ServiceAccount')), 'account');
    assert.equal(await sent(identity('Application')), 'application');
    assert.equal(await sent(identity('Another')), undefined);
    assert.equal(await sent(cmdlet(`throw 'no connector'`)), undefined);
    assert.equal(await sent(''), undefined);
  });

  it('says what is missing', async () => {
    const { code, output } = await run(`& '${SCRIPT}' -Uri ${url} -Path /nowhere/AzureADConnect.exe`);
    assert.notEqual(code, 0);
    assert.match(output, /AzureADConnect\.exe is not at/);
  });
});
