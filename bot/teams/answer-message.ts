import { renderNote, type Note } from '../rendering/note-cards.ts';
import { findAskedServers } from '../understanding/acts/asked-servers.ts';
import { renderRefusal, type Access } from './access.ts';
import { answerQuestions, type AnswerSources } from './answer-questions.ts';
import { answerWish } from './answer-wish.ts';
import { HELP } from './answers.ts';
import { answerAboutServers } from './ask-of-servers.ts';
import type { ChatContext } from './chat-context.ts';
import { suggestQuestions } from './suggest-questions.ts';
import type { Reply } from './turn/reaction.ts';
import type { Wish } from './wishes.ts';

const WORDS_ONLY: Note = {
  title: 'I can only read text',
  paragraphs: ['I can’t open files or pictures. Tell me in a sentence what you’d like to know.'],
  topics: ['am-i-affected', 'what-to-do', 'greeting-help'],
  hasSource: false,
};

/** Does what a message wants, or answers it: without a wish, it is a question. */
export async function answerMessage(
  wish: Wish | null,
  context: ChatContext,
  { access, ...sources }: AnswerSources & { access: Access },
): Promise<Reply[]> {
  const { inbound, guide, localNow, registry, portfolios } = context;
  const refusal = wish?.kind === 'do' ? null : await access.refusalOf('read', inbound);
  if (refusal) return [{ message: renderRefusal(guide, refusal) }];
  if (!inbound.text && inbound.hasFile) return [{ message: renderNote(guide, WORDS_ONLY) }];
  const help = !inbound.text && sources.answers.toTopic(guide, HELP, localNow);
  if (help) return [{ message: suggestQuestions(help, context) }];
  const done = wish && (await answerWish(wish, context));
  if (done) {
    return 'rest' in wish && wish.rest
      ? [...done, ...(await answerQuestions(wish.rest, context, sources))]
      : done;
  }
  const serverNames = await registry.serverNames(inbound.conversation.tenantId);
  const asked = findAskedServers(inbound.text, serverNames, [...portfolios.stated().guides.values()]);
  if (asked?.isOfServers) return answerAboutServers(asked, context, sources);
  context.remember();
  return answerQuestions(asked?.question ?? inbound.text, context, sources);
}
