import { renderAdviser } from '../../rendering/adviser-card.ts';
import { defineCommand } from './command.ts';

const PATTERN = /^(?:please )?(?:(?:open|show|start)(?: me)? )?(?:the )?advis[eo]r(?: please)?$/i;

/** A question for a notice that compares no two products. */
export const ADVISER = defineCommand({
  name: 'adviser',
  act: 'read',
  forms: ['adviser', 'open the adviser'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, { guide, localNow: { locale } }) => renderAdviser(guide, { chosen: null, locale }),
});
