import { GlobalSettings, Template } from 'adaptivecards-templating';
import { CutoverError } from '../platform/errors.ts';
import { shortenTitle } from './button-title.ts';
import adviser from '../../cards/adviser.json' with { type: 'json' };
import alert from '../../cards/alert.json' with { type: 'json' };
import answer from '../../cards/answer.json' with { type: 'json' };
import askBack from '../../cards/ask-back.json' with { type: 'json' };
import comparison from '../../cards/comparison.json' with { type: 'json' };
import feedback from '../../cards/feedback.part.json' with { type: 'json' };
import handoff from '../../cards/handoff.json' with { type: 'json' };
import note from '../../cards/note.json' with { type: 'json' };
import reminder from '../../cards/reminder.json' with { type: 'json' };
import reminderSettings from '../../cards/reminder-settings.json' with { type: 'json' };
import serverReport from '../../cards/server-report.json' with { type: 'json' };
import status from '../../cards/status.json' with { type: 'json' };
import replaced from '../../cards/replaced.part.json' with { type: 'json' };
import summary from '../../cards/summary.json' with { type: 'json' };
import topics from '../../cards/topics.json' with { type: 'json' };
import undo from '../../cards/undo.part.json' with { type: 'json' };
import verdict from '../../cards/verdict.json' with { type: 'json' };
import whichNotice from '../../cards/which-notice.json' with { type: 'json' };
import welcome from '../../cards/welcome.json' with { type: 'json' };

const templates = {
  adviser,
  alert,
  answer,
  'ask-back': askBack,
  comparison,
  handoff,
  note,
  reminder,
  'reminder-settings': reminderSettings,
  'server-report': serverReport,
  status,
  summary,
  topics,
  verdict,
  welcome,
  'which-notice': whichNotice,
};

/** Pieces that several cards end with. */
const parts = { feedback, replaced, undo };

export type CardName = keyof typeof templates;

export const CARD_NAMES = Object.keys(templates) as CardName[];

const prepared = new Map<string, Template>();

/**
 * Fills the template `cards/NAME.json` with `data`.
 * @throws CutoverError `card-incomplete` when the template names something that `data` lacks: the
 *   templating library alone would post the placeholder as it stands.
 */
export function renderCard(name: CardName, data: object): object {
  return expand(`cards/${name}.json`, templates[name], data);
}

/** Fills `cards/NAME.part.json` and puts it at the end of the card's body; throws as `renderCard` does. */
export function addPart(card: object, name: keyof typeof parts, data: object): object {
  const { body } = card as { body: object[] };
  return { ...card, body: [...body, expand(`cards/${name}.part.json`, parts[name], data)] };
}

/** Teams refreshes a card by itself for so many people at the most. */
const MAX_REFRESH_USERS = 60;

/**
 * Has Teams ask for an own view of the card when one of `people` looks at it; of more than 60 the last are
 * chosen: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
 */
export function refreshFor(card: object, verb: string, people: readonly { id: string }[]): object {
  if (people.length === 0) return card;
  const userIds = people.slice(-MAX_REFRESH_USERS).map(({ id }) => id);
  return {
    ...card,
    refresh: { action: { type: 'Action.Execute', title: 'Refresh', verb, data: {} }, userIds },
  };
}

/** The card as a dialog takes it, which knows no `Action.Execute`: each has its `Action.Submit` in its place. */
export function submitOnly<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(submitOnly) as Part;
  if (typeof part !== 'object' || part === null) return part;
  if (isExecute(part) && part.fallback) return part.fallback as Part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, submitOnly(value)])) as Part;
}

function expand(file: string, source: object, data: object): object {
  const missing: string[] = [];
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    missing.push(path);
    return '';
  };
  let template = prepared.get(file);
  if (!template) prepared.set(file, (template = new Template(source)));
  const card = template.expand({ $root: data }) as object;
  delete GlobalSettings.getUndefinedFieldValueSubstitutionString;
  if (missing.length > 0) {
    throw new CutoverError('card-incomplete', `${file} needs data that is missing: ${missing.join(', ')}.`);
  }
  shortenTitles(card);
  addSubmitFallbacks(card);
  return card;
}

interface ExecuteAction {
  type: 'Action.Execute';
  title: string;
  verb: string;
  data?: object;
  associatedInputs?: string;
  style?: string;
  fallback?: object;
}

/** Shortens the title of every button; the tooltip has the whole of a long one. */
function shortenTitles(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  Object.values(part).forEach(shortenTitles);
  if (!isAction(part)) return;
  const title = shortenTitle(part.title);
  if (title !== part.title) Object.assign(part, { title, tooltip: part.title });
}

function isAction(part: object): part is { title: string } {
  return (
    'type' in part &&
    String(part.type).startsWith('Action.') &&
    'title' in part &&
    typeof part.title === 'string'
  );
}

/** A client that does not know `Action.Execute` sends the same verb and data with `Action.Submit`. */
function addSubmitFallbacks(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  if (isExecute(part)) {
    const { title, verb, data, associatedInputs, style } = part;
    part.fallback ??= {
      type: 'Action.Submit',
      title,
      data: { verb, ...data },
      ...(associatedInputs && { associatedInputs }),
      ...(style && { style }),
    };
    return;
  }
  Object.values(part).forEach(addSubmitFallbacks);
}

function isExecute(part: object): part is ExecuteAction {
  return 'type' in part && part.type === 'Action.Execute';
}
