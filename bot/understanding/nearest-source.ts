import { sourceOfSection, type AnswerSource } from '../guidance/answer.ts';
import type { Understood } from './read-question.ts';

/** A passage with a smaller part of the question's words has nothing to do with it. */
const IS_NEAR = 0.3;

/** Where the documents come nearest to a question that they don't answer; null where they have nothing near. */
export function nearestSource({ passages: [best] }: Pick<Understood, 'passages'>): AnswerSource | null {
  if (!best || best.coverage < IS_NEAR) return null;
  const { guide } = best;
  const section = guide.notice.sections.find(({ id }) => id === best.section);
  return section ? sourceOfSection(guide.notice, guide, section) : null;
}
