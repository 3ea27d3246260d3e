import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import restify from 'restify';
import { answerIntent } from '../../bot/guidance/answer.ts';
import { renderAnswer } from '../../bot/rendering/answer-cards.ts';
import { theGuide } from '../support/guide.ts';

/** What Cutover is compared with: botbuilder and restify alone, which send one of Cutover's cards to everything. */
const guide = await theGuide();
const localNow = { now: new Date('2026-11-22T12:00:00Z'), zone: 'UTC' };
const answer = answerIntent(guide, 'deadline', localNow);
if (!answer) throw new Error('There is no answer to copy.');
const { card } = renderAnswer(answer);

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.get('/healthz', (_request, response, next) => {
  response.send(200);
  next();
});
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as restify.Request & { method: string }, response, async (context) => {
    await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)));
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
