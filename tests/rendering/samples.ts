import { readdirSync, readFileSync } from 'node:fs';
import { addPart, CARD_NAMES, renderCard, type CardName } from '../../bot/rendering/render.ts';

const CARDS = new URL('../../cards/', import.meta.url);
const ENDING = '.sample.json';
const PARTS = ['feedback', 'undo'] as const;

export interface Sample {
  /** `reminder.superseded` of `cards/reminder.superseded.sample.json`. */
  name: string;
  /** Null for a part of a card: it is drawn at the end of a card of topics. */
  template: CardName | null;
  data: Record<string, unknown>;
  card: object;
}

/** Every sample beside the templates, each filled into its own. */
export function readSamples(): Sample[] {
  return readdirSync(CARDS)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => readSample(file.slice(0, -ENDING.length)));
}

function readSample(name: string): Sample {
  const data = readData(name);
  const template = CARD_NAMES.find((card) => card === name.split('.')[0]);
  if (template) return { name, template, data, card: renderCard(template, data) };
  const part = PARTS.find((candidate) => name === `${candidate}.part`);
  if (!part) throw new Error(`cards/${name}${ENDING} is a sample of no template.`);
  const topics = renderCard('topics', readData('topics.did-you-mean'));
  return { name, template: null, data, card: addPart(topics, part, data) };
}

function readData(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}${ENDING}`, CARDS), 'utf8')) as Record<string, unknown>;
}
