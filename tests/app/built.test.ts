import assert from 'node:assert/strict';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import { startBotProcess, type BotProcess } from '../support/bot-process.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { createFolder } from '../support/databases.ts';

/** Everything else tests the sources: this tests the bundle, in which packages may be something else than unbundled. */
describe('Cutover as the build makes it', function () {
  this.timeout(60_000);
  let bot: BotProcess;
  let connector: Connector;

  before(async () => {
    connector = await startConnector();
    const dataDir = `${await createFolder()}/data`;
    bot = await startBotProcess({ databaseUrl: null, dataDir }, new Date('2023-09-22T12:00:00Z'));
  });

  after(async () => {
    await bot.end('SIGTERM');
    await connector.close();
  });

  it('answers a question and a date', async () => {
    const place = createPlace(connector.url, 'personal');
    for (const text of ['when does V1 stop working?', 'is 3 October too late?']) {
      assert.equal((await sendActivity(bot.port, messageIn(place, text))).status, 200);
    }
    assert.equal(connector.requestsIn(place.conversationId).length, 2);
  });

  it('writes its metrics', async () => {
    const response = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
    assert.match(await response.text(), /cutover_/);
  });
});
