import { renderCard } from '../../bot/rendering/render.ts';
import { readSamples } from '../rendering/samples.ts';
import { spread } from './load.ts';

const TIMES = 300;

/** Each card from its sample: the time to fill the template, and the bytes that Teams is sent. */
export function benchCards(print: (name: string, value: string) => void): void {
  for (const { name, template, data, card } of readSamples()) {
    if (!template) continue;
    const times: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const before = performance.now();
      renderCard(template, data);
      times.push(performance.now() - before);
    }
    const { median, p99 } = spread(times);
    const bytes = Buffer.byteLength(JSON.stringify(card));
    print(
      `render ${name}`,
      `${median.toFixed(2)} ms median, ${p99.toFixed(2)} ms p99, ${(bytes / 1_024).toFixed(1)} KB`,
    );
  }
}
