import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import restify from 'restify';

/** What Cutover is compared with: botbuilder and restify alone, which send one fixed card to everything. */
const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'A title', weight: 'Bolder', wrap: true },
    ...Array.from({ length: 4 }, () => ({
      type: 'TextBlock',
      text: 'A sentence of some length. '.repeat(5),
      wrap: true,
    })),
  ],
  actions: Array.from({ length: 3 }, (_, i) => ({
    type: 'Action.Submit',
    title: `Button ${i}`,
    data: { i },
  })),
};

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
