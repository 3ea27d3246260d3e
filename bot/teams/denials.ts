import { escapeMarkdown } from '../rendering/message.ts';
import { renderAskBack } from '../rendering/ask-back-card.ts';
import { renderNote } from '../rendering/note-cards.ts';
import type { Option } from '../questions/thread-memory.ts';
import { describeClaim, serverStatusOf, type ServerStatus } from '../servers/server.ts';
import type { NamedReport } from '../understanding/acts/write-report.ts';
import type { ChatContext } from './chat-context.ts';
import type { Reply } from './turn/reaction.ts';

/**
 * Answers what is denied of servers, such as "AADC01 isn't migrated": changes nothing and says what is recorded. Where
 * that is what is denied, it asks what is to be recorded instead.
 */
export async function answerDenied(reports: readonly NamedReport[], context: ChatContext): Promise<Reply[]> {
  const { registry, inbound, speakOf } = context;
  const standing: string[] = [];
  const options: Option[] = [];
  const toSay: string[] = [];
  for (const denied of reports) {
    const listed = await registry.list(inbound.conversation.tenantId, { name: denied.name });
    const server = listed
      .map((each) => each.server)
      .find(({ name }) => name.toLowerCase() === denied.name.toLowerCase());
    if (!server) {
      standing.push(`${denied.name} isn’t on the list.`);
      continue;
    }
    speakOf([server.name]);
    const status = serverStatusOf(server);
    standing.push(`${server.name} is recorded like this: ${describe(server.name, status)}.`);
    options.push(
      ...oppositesOf(denied, status).map((text) => ({ title: text, text: `${server.name} ${text}` })),
    );
    if (denied.version !== undefined && denied.version === status.version) {
      toSay.push(`To correct its version, type what it runs: ${server.name} runs 2.5.3.0`);
    }
  }
  const [option] = options;
  context.remember(options.length === 1 ? options : []);
  if (options.length === 1 && option) {
    const question = `${standing.join(' ')} Shall I record this instead?`;
    return [
      {
        message: renderAskBack({
          question: escapeMarkdown(question),
          options: [{ ...option, title: 'Record it' }],
        }),
      },
    ];
  }
  return [
    {
      message: renderNote(null, {
        title: 'Nothing has changed',
        paragraphs: [...standing, ...toSay].map(escapeMarkdown),
      }),
    },
  ];
}

function describe(name: string, { version, role, authentication, state }: ServerStatus): string {
  if (state !== 'in-use') return `${name} is ${state}`;
  return `${name} ${describeClaim({
    name,
    ...(version !== null && { version }),
    ...(role !== null && { role }),
    ...(authentication !== null && { authentication }),
  })}`;
}

/** What holds where a recorded state or role is denied. */
function oppositesOf({ state, role, version }: NamedReport, status: ServerStatus): string[] {
  if (state !== undefined && state !== 'in-use' && state === status.state) return ['is in use'];
  if (version !== undefined || role === undefined || role !== status.role) return [];
  return [role === 'staging' ? 'is active' : 'is staging'];
}
