import assert from 'node:assert/strict';
import { ClaimsIdentity } from 'botframework-connector';
import { SharedConnectors } from '../../../bot/teams/connector/shared-connectors.ts';

const bot = (id: string) => new ClaimsIdentity([{ type: 'aud', value: id }], true);

describe('the clients that turns share', () => {
  it('include one user token client for each bot', async () => {
    const authentication = new SharedConnectors({});
    const first = await authentication.createUserTokenClient(bot('bot-1'));
    assert.equal(await authentication.createUserTokenClient(bot('bot-1')), first);
    assert.notEqual(await authentication.createUserTokenClient(bot('bot-2')), first);
  });
});
