import assert from 'node:assert/strict';
import type { Attachment } from 'botbuilder';
import { createPlace, invokeIn, type Place } from '../support/activities.ts';
import { openPglite } from '../support/databases.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { assertValidCard, objectsIn, textOf } from '../support/official-card-check.ts';

interface Shown {
  composeExtension: { type: string; text?: string; attachments?: (Attachment & { preview: Attachment })[] };
}

describe('the message extension', () => {
  const { connector, cutover } = runCutover(openPglite, createManualClock('2023-09-22T12:00:00Z'));
  let chat: Place;
  before(() => {
    chat = createPlace(connector.url, 'groupChat');
  });

  async function show(name: string, value: object) {
    const { composeExtension } = await cutover.invoke<Shown>(
      invokeIn(chat, `composeExtension/${name}`, value),
    );
    return { ...composeExtension, attachments: composeExtension.attachments ?? [] };
  }
  const search = (query: unknown, commandId = 'searchGuidance') =>
    show('query', { commandId, parameters: [{ name: 'query', value: query }] });
  const titlesOf = ({ attachments }: { attachments: { preview: Attachment }[] }) =>
    attachments.map(({ preview }) => (preview.content as { title: string }).title);

  it('returns the likeliest answers to a query, as cards for any chat', async () => {
    const found = await search('when does V1 stop working');
    const [first] = found.attachments;
    assert.equal(titlesOf(found)[0], 'When V1 stops working');
    const card = first?.content as object;
    assertValidCard(card, 'inserted');
    assert.match(textOf(card), /in 9 days/);
    assert.match(textOf(card), /^Source: \[/m);
    assert.deepEqual(
      objectsIn(card).filter(({ type }) => type === 'Action.Execute'),
      [],
    );
    assert.match(JSON.stringify(first?.preview), /stops working on Sunday 1 October 2023/);
  });

  it('returns the comparison, whose other rows still open', async () => {
    const found = await search('compare cloud sync with connect sync');
    const card = found.attachments[0]?.content as object;
    assert.ok(
      objectsIn(card).some(({ type }) => type === 'Table'),
      titlesOf(found).join(', '),
    );
  });

  it('returns common questions before anything is typed', async () => {
    for (const value of ['', undefined, 7]) assert.equal((await search(value)).attachments.length, 8);
    assert.equal((await show('query', { commandId: 'searchGuidance' })).attachments.length, 8);
  });

  it('answers a query that no client sends', async () => {
    for (const value of [
      {},
      { commandId: { toString: 1 } },
      { commandId: 'searchGuidance', parameters: [null] },
    ]) {
      const response = await cutover.invokeRaw(invokeIn(chat, 'composeExtension/query', value));
      assert.equal(response.status, 200);
      assert.match(await response.text(), /"type":"(?:message|result)"/);
    }
  });

  it('refuses an unknown command', async () => {
    const told = await search('anything', 'createTicket');
    assert.deepEqual([told.type, told.text], ['message', 'I don’t know the search “createTicket”.']);
  });

  it('unfurls the link to a page of the notice, and no other link', async () => {
    const url =
      'https://learn.microsoft.com/en-us/azure/active-directory/hybrid/decommission-connect-sync-v1#next-steps';
    for (const name of ['queryLink', 'anonymousQueryLink']) {
      assert.deepEqual(titlesOf(await show(name, { url })), ['Next steps']);
      assert.deepEqual((await show(name, { url: 'https://learn.microsoft.com/teams' })).attachments, []);
      assert.deepEqual((await show(name, {})).attachments, []);
    }
  });
});

describe('the message extension with several notices', () => {
  const clock = createManualClock('2026-08-31T12:00:00Z');
  const { connector, cutover } = runCutover(openPglite, clock, { notices: { folder: null, ids: [] } });
  let chat: Place;
  before(() => {
    chat = createPlace(connector.url, 'groupChat');
  });

  /** The title of each result with the line below it. */
  async function listed(name: string, value: object): Promise<string[]> {
    const { composeExtension } = await cutover.invoke<Shown>(
      invokeIn(chat, `composeExtension/${name}`, value),
    );
    return (composeExtension.attachments ?? []).map(({ preview }) => {
      const { title, text } = preview.content as { title: string; text: string };
      return `${title} | ${text}`;
    });
  }
  const search = (query: string) =>
    listed('query', {
      commandId: 'searchGuidance',
      parameters: [{ name: 'query', value: query }],
    });
  const LEARN = 'https://learn.microsoft.com/entra/identity/hybrid/connect';

  it('lists the answer of each notice to a query that names none, and says whose it is', async () => {
    const found = await search('deadline');
    for (const product of ['Azure AD Connect V1', 'Entra Connect Sync below 2.5.79.0']) {
      assert.ok(
        found.slice(0, 4).some((line) => line.includes(`| ${product}: `)),
        `${product}\n${found.join('\n')}`,
      );
    }
  });

  it('lists answers of the notice alone that a query names', async () => {
    const found = await search('when does Azure AD Connect V1 stop working');
    assert.ok(found.length > 0);
    assert.ok(
      found.every((line) => line.includes('| Azure AD Connect V1: ')),
      found.join('\n'),
    );
  });

  it('unfurls a page of any notice, and a page that several share with the answer of each', async () => {
    const shared = await listed('queryLink', { url: `${LEARN}/reference-connect-version-history` });
    const products = shared.map((line) => line.split(' | ')[1]?.split(': ')[0] ?? '');
    assert.equal(new Set(products).size, products.length, 'one answer of each');
    for (const product of ['Entra Connect Sync below 2.5.79.0', 'Azure AD Connect V1']) {
      assert.ok(products.includes(product), products.join(', '));
    }
    const own = await listed('queryLink', { url: `${LEARN}/authenticate-application-id` });
    assert.equal(own.length, 1);
    assert.match(own[0] ?? '', /below 2\.6\.84\.0/);
  });
});
