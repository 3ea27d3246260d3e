import { renderAdviser } from '../../rendering/adviser-card.ts';
import type { Guide } from '../../guidance/guide.ts';
import { defineCommand, type CommandContext } from './command.ts';

const PATTERN = /^(?:please )?(?:(?:open|show|start)(?: me)? )?(?:the )?advis[eo]r(?: please)?$/i;

/** A question for a notice that compares no two products. */
export const ADVISER = defineCommand({
  name: 'adviser',
  act: 'read',
  forms: ['adviser', 'open the adviser'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, context) =>
    renderAdviser(comparedBy(context), { chosen: null, locale: context.localNow.locale }),
});

/** The notice that is meant, or the most urgent one that compares two products. */
export function comparedBy({ guide, urgent }: Pick<CommandContext, 'guide' | 'urgent'>): Guide {
  const compares = ({ entries }: Guide) => entries.has('compare');
  return [guide, ...urgent].find(compares) ?? guide;
}
