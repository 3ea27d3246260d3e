import { forEachDatabase } from './support/databases.ts';
import { startCutover, type RunningCutover } from './support/cutover.ts';
import { createManualClock } from './support/manual-clock.ts';
import { startConnector, type Connector } from './support/connector.ts';
import { createPlace, messageIn } from './support/activities.ts';
import { until } from './support/until.ts';
forEachDatabase('probe', (open) => {
  let c: RunningCutover;
  let k: Connector;
  const clock = createManualClock('2023-09-01T00:00:00Z');
  before(async () => {
    const t = performance.now();
    const place = await open();
    console.log('open', performance.now() - t);
    k = await startConnector();
    c = await startCutover(place, clock);
    console.log('start', performance.now() - t);
  });
  after(async () => {
    await c.stop();
    await k.close();
    console.log(c.log.filter((l) => l.level === 'error'));
  });
  for (let i = 0; i < 4; i++)
    it('posts ' + i, async () => {
      clock.set('2023-09-23T00:00:00Z');
      const place = createPlace(k.url);
      await c.receive(messageIn(place, 'remind us at 09:00'));
      const t = performance.now();
      clock.set('2023-09-24T07:00:00Z');
      const r = await until(() => k.requestsIn(place.conversationId)[0], 'reminder');
      console.log('ms', performance.now() - t, r.activityId, r.activity.summary);
    });
});
