import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what a message states about servers', () => {
  const { read, assertDone } = useActReader();

  it('is a report, however a server is written', () => {
    assertDone('srv-sync01 has 2.5.79.0', 'srv-sync01 runs 2.5.79.0');
    assertDone('FABRIKAM\\SYNC7 is on 2.1.20.0 by now', 'SYNC7 runs 2.1.20.0');
    assertDone('sync7.corp.fabrikam.com runs v2.1.20.0', 'sync7.corp.fabrikam.com runs 2.1.20.0');
    assertDone('SYNC7: 2.1.20.0', 'SYNC7 runs 2.1.20.0');
    assertDone('SYNC7.corp.fabrikam.net is on 2.1.20.0', 'SYNC7.corp.fabrikam.net runs 2.1.20.0');
  });

  it('is a report of a server that there is, before its version is known', () => {
    for (const text of [
      'SYNC7 is up and running',
      'our server is called SYNC7',
      'please add SYNC7',
      'we use SYNC7',
      'SYNC7 has an unknown version',
      'SYNC7: we don’t know its version yet',
    ]) {
      assertDone(text, 'SYNC7 is in use');
    }
    assertDone('we have SYNC7 migrated', 'SYNC7 is migrated');
  });

  it('is a report of the version that came last', () => {
    assertDone('we updated SYNC7 from 2.1.20.0 to 2.5.79.0', 'SYNC7 runs 2.5.79.0');
    assertDone('SYNC7 was 1.6.16.0, now 2.5.79.0', 'SYNC7 runs 2.5.79.0');
  });

  it('is a report of each server that it names', () => {
    assertDone('SYNC7 and SYNC8 run 2.1.20.0', 'SYNC7 runs 2.1.20.0', 'SYNC8 runs 2.1.20.0');
    assertDone('SYNC7 is active, SYNC8 is staging', 'SYNC7 is active', 'SYNC8 is staging');
    assertDone(
      'SYNC7 has been switched off and SYNC8 runs on cloud sync',
      'SYNC7 is decommissioned',
      'SYNC8 is migrated',
    );
  });

  it('is a report of how a server signs in', () => {
    assertDone('SYNC7 logs in with a user and password', 'SYNC7 signs in with an account');
    assertDone('SYNC7 uses an account', 'SYNC7 signs in with an account');
    assertDone('SYNC7 signs in with a certificate', 'SYNC7 uses application authentication');
  });

  it('is a report of what is so, beside what isn’t', () => {
    assertDone('SYNC7 isn’t migrated after all, it still has 2.1.20.0', 'SYNC7 runs 2.1.20.0');
    assertDone('SYNC7 does not run 2.1.16.0 but 2.1.20.0', 'SYNC7 runs 2.1.20.0');
    assertDone('SYNC7 is in staging, not active', 'SYNC7 is staging');
    assertDone('we don’t need SYNC7 any more', 'SYNC7 is decommissioned');
  });

  it('is asked back where nothing says that the server has what is named beside it', () => {
    for (const text of [
      'SYNC7 needs 2.5.79.0',
      'SYNC7 is older than 2.5.79.0',
      'SYNC7 runs 2.5.79.0 or newer',
      'SYNC7 downloaded 2.5.79.0',
      'we copied 2.5.79.0 to SYNC7',
      'upgrade SYNC7 to 2.5.79.0',
      'SYNC7 was 2.5.79.0',
      'SYNC7 was staging',
      'SYNC7 is half migrated',
      'SYNC7 is 80 % migrated',
      'SYNC7 vielleicht 2.5.79.0',
      'wenn SYNC7 auf 2.5.79.0 ist, sind wir fertig',
    ]) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
    for (const text of ['the box in Oslo, SYNC7, runs 2.5.79.0', 'the audit saw 2.5.79.0 on SYNC7']) {
      assertDone(text, 'SYNC7 runs 2.5.79.0');
    }
  });

  it('is a report in other languages as well, and no less denied or planned', () => {
    for (const text of ['SYNC7 läuft jetzt auf 2.5.79.0', 'SYNC7 est en 2.5.79.0', 'SYNC7 tiene 2.5.79.0']) {
      assertDone(text, 'SYNC7 runs 2.5.79.0');
    }
    for (const text of [
      'SYNC7 läuft nicht auf 2.5.79.0',
      'SYNC7 n’est pas en 2.5.79.0',
      'SYNC7 no está en 2.5.79.0',
    ]) {
      assert.equal(read(text)?.kind, 'denied', text);
    }
    for (const text of [
      'SYNC7 wird auf 2.5.79.0 gebracht',
      'SYNC7 auf 2.5.79.0, demain',
      'SYNC7 soll 2.5.79.0 haben',
    ]) {
      assert.equal(read(text)?.kind, 'not-yet', text);
    }
    assert.equal(read('SYNC7 hat 2.5.79.0 nicht')?.kind, 'ask');
    assertDone('SYNC7 wurde abgeschaltet', 'SYNC7 is decommissioned');
    assertDone('SYNC7 a été migré', 'SYNC7 is migrated');
    assert.equal(read('SYNC7 ist noch nicht migriert')?.kind, 'denied');
    assert.equal(read('SYNC7 wird bald abgeschaltet')?.kind, 'not-yet');
  });

  it('changes nothing where something is only denied', () => {
    for (const text of [
      'SYNC7 is not on 2.5.79.0 yet',
      'nobody has migrated SYNC7',
      'SYNC7 hasn’t been decommissioned',
      'SYNC7 is not 2.5.79.0',
      'we took SYNC7 out of staging',
    ]) {
      assert.equal(read(text)?.kind, 'denied', text);
    }
    assert.equal(read('SYNC7 can’t be upgraded to 2.5.79.0'), null);
  });

  it('is a report of the server that wasn’t spoken of', () => {
    const act = read('the other one is in staging', {
      subjects: ['SYNC7'],
      serverNames: new Set(['sync7', 'sync8']),
    });
    assert.deepEqual(linesOf(act), ['SYNC8 is staging']);
  });

  it('is no migration where a step is done', () => {
    assertDone('switchover done: SYNC7 is active, SYNC8 is staging', 'SYNC7 is active', 'SYNC8 is staging');
    assertDone('migration done: SYNC7', 'SYNC7 is migrated');
    assertDone('migration of SYNC7 completed', 'SYNC7 is migrated');
    assert.notEqual(read('upgrade of SYNC7 completed')?.kind, 'do');
    assertDone(
      'second batch finished: SYNC7 and SYNC8 have 2.5.79.0',
      'SYNC7 runs 2.5.79.0',
      'SYNC8 runs 2.5.79.0',
    );
  });

  it('is a report of the server that was spoken of last', () => {
    assert.deepEqual(linesOf(read('it runs 2.5.79.0 now', { subjects: ['SYNC7'] })), ['SYNC7 runs 2.5.79.0']);
    const first = read('the second one is at 2.5.79.0', { subjects: ['SYNC7', 'SYNC8'] });
    assert.deepEqual(linesOf(first), ['SYNC8 runs 2.5.79.0']);
  });

  it('is a version of the server that was spoken of: asked where nothing asked for it', () => {
    const subjects = ['SYNC7'];
    const act = read('2.1.20.0', { subjects });
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'SYNC7 runs 2.1.20.0');
    const last = { lines: ['SYNC7 is staging'], changes: ['1'] };
    assert.deepEqual(linesOf(read('2.1.20.0', { subjects, last })), ['SYNC7 runs 2.1.20.0']);
    for (const text of ['the version is 2.1.20.0', 'version 2.1.20.0', 'it’s build 2.1.20.0']) {
      assert.deepEqual(linesOf(read(text, { subjects })), ['SYNC7 runs 2.1.20.0'], text);
    }
  });

  it('asks for the version of a server that has another one now', () => {
    assert.deepEqual(read('SYNC7 and SYNC8 were both upgraded'), {
      kind: 'which-version',
      names: ['SYNC7', 'SYNC8'],
    });
    const act = read('to 2.5.79.0', { subjects: ['SYNC7', 'SYNC8'] });
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'SYNC7 runs 2.5.79.0\nSYNC8 runs 2.5.79.0');
    for (const text of ['was SYNC7 upgraded?', 'SYNC7 needs to be upgraded', 'SYNC7 wasn’t upgraded']) {
      assert.notEqual(read(text)?.kind, 'which-version', text);
    }
  });

  it('asks which server is meant where nobody can tell', () => {
    const serverNames = new Set(['sync7', 'sync8']);
    for (const text of [
      'it runs 2.1.20.0',
      'that one is decommissioned',
      'the second is still on 2.1.20.0',
    ]) {
      const act = read(text, { serverNames });
      assert.deepEqual(
        act?.kind === 'ask' && act.options.map(({ title }) => title),
        ['SYNC7', 'SYNC8'],
        text,
      );
      assert.equal(read(text)?.kind, 'which-server', text);
    }
    assert.equal(read('it is active', { serverNames }), null);
  });

  it('is of each server of a list, also where its version isn’t known', () => {
    for (const text of [
      'SYNC7 2.1.20.0, SYNC8 unknown',
      'here they are: SYNC7 2.1.20.0; SYNC8 ?',
      'Hello,\n- SYNC7: 2.1.20.0\n- SYNC8: n/a\nThanks',
      'SYNC7\t2.1.20.0\nSYNC8\ttbd',
    ]) {
      assertDone(text, 'SYNC7 runs 2.1.20.0', 'SYNC8 is in use');
    }
    assertDone(
      'servers: A1 2.1.20.0, A2 unknown',
      'server named A1 runs 2.1.20.0',
      'server named A2 is in use',
    );
    assert.notEqual(read('V1 1.6.4.0, V2 2.1.20.0')?.kind, 'do');
  });

  it('is what is so now, whatever is planned', () => {
    assertDone('SYNC7 is still on 2.1.20.0, we will upgrade it next week', 'SYNC7 runs 2.1.20.0');
    assert.equal(read('SYNC7 will be on 2.1.20.0 next week')?.kind, 'not-yet');
  });

  it('is a report of all that were spoken of, and asks which where one is', () => {
    const subjects = ['SYNC7', 'SYNC8'];
    assert.deepEqual(linesOf(read('both run 2.5.190.0 now', { subjects })), [
      'SYNC7 runs 2.5.190.0',
      'SYNC8 runs 2.5.190.0',
    ]);
    const act = read('it was upgraded to 2.5.190.0', { subjects });
    assert.deepEqual(act?.kind === 'ask' && act.options.map(({ title }) => title), subjects);
    const listed = read('both run 2.5.190.0', {
      subjects: ['SYNC8'],
      serverNames: new Set(['sync7', 'sync8']),
    });
    assert.equal(listed?.kind, 'ask');
  });

  it('is a report of each server of a list that comes after its version', () => {
    assertDone('2.5.190.0 on SYNC7 and SYNC8', 'SYNC7 runs 2.5.190.0', 'SYNC8 runs 2.5.190.0');
    const act = read('we run 2.5.190.0 on the servers hub-east and hub-west');
    assert.equal(
      act?.kind === 'ask' && act.options[0]?.text,
      'server named hub-east runs 2.5.190.0\nserver named hub-west runs 2.5.190.0',
    );
  });

  it('is a migration where the words of a duty are none', () => {
    assertDone('SYNC7 has already been moved over to cloud sync', 'SYNC7 is migrated');
    assert.equal(read('SYNC7 has to be moved over to cloud sync')?.kind, 'not-yet');
  });

  it('is a report of each object that PowerShell lists with a property a line', () => {
    const text = [
      'DisplayName    : Microsoft Entra Connect Sync',
      'DisplayVersion : 2.5.3.0',
      'PSComputerName : SYNC7',
      '',
      'DisplayName    : Microsoft Entra Connect Sync',
      'DisplayVersion : 2.5.79.0',
      'PSComputerName : SYNC8',
    ].join('\n');
    assertDone(text, 'SYNC7 runs 2.5.3.0', 'SYNC8 runs 2.5.79.0');
    const product = 'HostName: SYNC9\nOS: Windows Server (10.0.17763)\nAzure AD Connect: 2.5.3.0';
    assert.deepEqual(linesOf(read(product)), ['SYNC9 runs 2.5.3.0']);
    const staging = 'HostName: SYNC9\nFileVersion: 2.5.3.0\nRole: staging';
    assert.deepEqual(linesOf(read(staging)), ['SYNC9 runs 2.5.3.0, staging']);
    assert.equal(read('Name : Microsoft Entra Connect Sync\nVersion : 2.5.3.0'), null);
  });

  it('is several reports where a table has a head', () => {
    const rows = 'Host; Installed version; Staging\nSYNC7; 2.1.20.0; no\nparis; 2.2.1.0; x\nunknown';
    assert.deepEqual(read(rows), {
      kind: 'do',
      lines: ['SYNC7 runs 2.1.20.0, active'],
      ask: {
        question: 'Shall I record this?',
        options: [{ title: 'Record it', text: 'server named paris runs 2.2.1.0, staging' }],
      },
    });
  });
});
