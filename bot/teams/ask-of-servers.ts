import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { AskedServers } from '../understanding/acts/asked-servers.ts';
import type { MessageReader } from '../understanding/read-message.ts';
import type { Answers } from './answers.ts';
import type { ChatContext } from './chat-context.ts';
import { recognisedAs } from './recognised-as.ts';
import type { Reply } from './turn/reaction.ts';

/** More are listed. */
const MOST_SHOWN = 5;

/**
 * How the servers stand that a question is about. Where it asks for more than that of one which the notice that it is judged
 * by affects, such as what to do with it, that notice's answer comes as well.
 */
export async function answerAboutServers(
  { names, question }: AskedServers,
  context: ChatContext,
  { reader, answers }: { reader: MessageReader; answers: Answers },
): Promise<Reply[]> {
  const lines = names.length > MOST_SHOWN ? ['servers affected'] : names.map((name) => `server ${name}`);
  const shown = await context.carryOut(lines);
  const [name, ...others] = names;
  const further = name !== undefined && others.length === 0 && (await answerOf(name));
  context.remember();
  return further ? [...shown, further] : shown;

  async function answerOf(server: string): Promise<Reply | null> {
    const { registry, inbound, urgent, localNow } = context;
    const listed = await registry.list(inbound.conversation.tenantId, { name: server });
    const judged = listed.find((each) => each.server.name.toLowerCase() === server.toLowerCase());
    if (!judged || judged.verdict?.kind === 'supported') return null;
    const { id } = judged.guide.notice;
    const guide = urgent.find(({ notice }) => notice.id === id) ?? judged.guide;
    const [understood] = reader.readIn(id, question, localNow);
    const intent = understood?.ranked[0]?.intent ?? '';
    if (!understood || understood.decision === 'unknown' || canBeAbout(intent, 'verdict')) return null;
    const message =
      guide.entries.get(intent)?.map === guide.notice && answers.toTopic(guide, intent, localNow);
    return message ? { message, asked: recognisedAs(guide, understood, message) } : null;
  }
}
