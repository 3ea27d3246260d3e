import assert from 'node:assert/strict';
import { byUrgency } from '../../bot/guidance/portfolio.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { createMessageReader, type MessageReader } from '../../bot/understanding/read-message.ts';
import { quoteOf } from '../../bot/understanding/rank-passages.ts';
import { theRecogniser } from '../support/guide.ts';

const NOW = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };

describe('a message about a topic that few notices have', () => {
  let readIntent: (text: string) => string | undefined;

  before(async () => {
    const portfolio = await loadPortfolio();
    const reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
    const urgent = byUrgency(portfolio, NOW).map(({ notice: { id } }) => id);
    readIntent = (text) => {
      const { guide, understood } = reader.read(text, { urgent, last: null }, NOW);
      const intent = understood[0]?.ranked[0]?.intent ?? '';
      assert.ok(guide.entries.has(intent), `${guide.notice.id} answers ${intent}`);
      return intent;
    };
  });

  const questions: [string, string][] = [
    ['give me an overview of cloud provisioning', 'what-is-cloud-sync'],
    ['which gMSA does AADConnectProvisioningAgent sign in with', 'provisioning-agent'],
  ];
  for (const [text, intent] of questions) {
    it(`is read by a notice that answers it: "${text}"`, () => assert.equal(readIntent(text), intent));
  }
});

describe('a message soon after an answer', () => {
  it('is answered by what stands near it, where that fits about as well', async () => {
    const portfolio = await loadPortfolio();
    const reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
    const localNow = { now: new Date('2023-09-06T12:00:00Z'), zone: 'UTC', locale: 'en-GB' };
    const last = {
      notice: 'azure-ad-connect-v1',
      text: 'does an in-place upgrade fit one server?',
      topic: 'upgrade-v2',
      source: {
        article: 'Azure AD Connect: Upgrade from a previous version to the latest',
        heading: 'In-place upgrade',
      },
    };
    const { understood } = reader.read('and what rights do I need?', { urgent: [], last }, localNow);
    const [best] = understood[0]?.passages ?? [];
    assert.match((best && quoteOf(best)?.text) ?? '', /ADSyncAdmins/);
  });
});

describe('a message that no topic fits', () => {
  let reader: MessageReader;

  before(async () => {
    const portfolio = await loadPortfolio();
    reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
  });

  it('isn’t answered by a passage that has its words about something else', () => {
    for (const text of [
      'When is Windows 10 end of support?',
      'which version of Teams do I have?',
      'outlook keeps asking for my password since this morning',
    ]) {
      const { understood } = reader.read(text, { urgent: [], last: null }, NOW);
      assert.notEqual(understood[0]?.decision, 'answer', text);
    }
  });

  it('is answered by a passage that surely says it', () => {
    const text = 'event id 1012 in the application log of our sync server, what is it?';
    const { understood } = reader.read(text, { urgent: [], last: null }, NOW);
    assert.equal(understood[0]?.decision, 'answer');
  });

  it('is answered where it is a code that a passage explains', () => {
    const { understood } = reader.read('AADHealthUploadDisabled', { urgent: [], last: null }, NOW);
    assert.equal(understood[0]?.decision, 'answer');
  });

  it('isn’t answered by a passage that has little of it, however many words that are', () => {
    const text =
      'our web shop has a TLS certificate from a public CA, who can renew it and copy the private key to the load balancer?';
    const { understood } = reader.read(text, { urgent: [], last: null }, NOW);
    assert.notEqual(understood[0]?.decision, 'answer');
  });

  it('isn’t answered by a passage that has its only telling word by chance', () => {
    for (const text of ['can you see my emails?', 'ok whatever']) {
      const { understood } = reader.read(text, { urgent: [], last: null }, NOW);
      assert.notEqual(understood[0]?.decision, 'answer', text);
    }
  });
});
