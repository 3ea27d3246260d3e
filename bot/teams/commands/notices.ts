import { describeDeadline, NO_DEADLINE } from '../../guidance/cut-off-text.ts';
import { writeDeadline } from '../../guidance/deadline-form.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { describeProgress } from '../../rendering/progress.ts';
import { underName } from '../../rendering/under-name.ts';
import { defineCommand, type CommandContext } from './command.ts';

const PATTERN =
  /^(?:please )?(?:(?:show|list)(?: (?:me|us))? (?:all |the )?)?(?:notices|deadlines|retirements)$|^(?:what(?:’s|'s| is| comes) next(?: for (?:us|me|our (?:team|tenant|organi[sz]ation|company))(?: now| then| today)?)?|what is coming)$/i;

/** More fill the screen of a phone; those left out are the least urgent. */
const MOST_SHOWN = 10;

export const NOTICES = defineCommand({
  name: 'notices',
  act: 'read',
  forms: ['notices', 'what is next for us'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, context) => listNotices(context),
});

/** Every notice with its deadline and this tenant's servers, the most urgent first. */
async function listNotices(context: CommandContext) {
  const { guide, urgent, registry, inbound, localNow } = context;
  const progress = (await registry.progressOfAll()).get(inbound.conversation.tenantId);
  const facts = urgent.slice(0, MOST_SHOWN).map((each) => {
    const reported = progress?.get(each.notice.id);
    const deadline = each.deadline ? underName(describeDeadline(each, localNow), each.product) : NO_DEADLINE;
    const servers = reported ? [describeProgress(reported, 'it')] : [];
    const howToSet = each.deadline ? [] : [`To set yours, type: ${writeDeadline(each.notice)}`];
    return { title: each.product, value: toSummary(deadline, ...servers, ...howToSet) };
  });
  const others = urgent.length - facts.length;
  return renderNote(guide, {
    title: urgent.length === 1 ? 'One notice' : 'What is next',
    paragraphs: [
      progress === undefined || progress.size === 0
        ? 'No servers are reported yet, so I don’t know which of these concern you. To report one, type: AADC01 runs 2.5.3.0'
        : 'The most urgent for your servers comes first.',
      ...(others > 0 ? [`${others} more are less urgent.`] : []),
    ],
    facts,
    topics: ['what-to-do'],
    locale: localNow.locale,
  });
}
