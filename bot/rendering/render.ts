import { GlobalSettings, Template } from 'adaptivecards-templating';
import { CutoverError } from '../errors.ts';
import answer from '../../cards/answer.json' with { type: 'json' };
import comparison from '../../cards/comparison.json' with { type: 'json' };
import note from '../../cards/note.json' with { type: 'json' };
import reminder from '../../cards/reminder.json' with { type: 'json' };
import summary from '../../cards/summary.json' with { type: 'json' };
import topics from '../../cards/topics.json' with { type: 'json' };
import welcome from '../../cards/welcome.json' with { type: 'json' };

const templates = { answer, comparison, note, reminder, summary, topics, welcome };

export type CardName = keyof typeof templates;

export const CARD_NAMES = Object.keys(templates) as CardName[];

const prepared = new Map<CardName, Template>();

/**
 * Fills the template `cards/NAME.json` with `data`.
 * @throws CutoverError `card-incomplete` when the template names something that `data` lacks: the
 *   templating library alone would post the placeholder as it stands.
 */
export function renderCard(name: CardName, data: object): object {
  const missing: string[] = [];
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    missing.push(path);
    return '';
  };
  let template = prepared.get(name);
  if (!template) prepared.set(name, (template = new Template(templates[name])));
  const card = template.expand({ $root: data }) as object;
  delete GlobalSettings.getUndefinedFieldValueSubstitutionString;
  if (missing.length > 0) {
    throw new CutoverError(
      'card-incomplete',
      `cards/${name}.json needs data that is missing: ${missing.join(', ')}.`,
    );
  }
  return card;
}
