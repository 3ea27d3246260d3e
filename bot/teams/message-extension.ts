import { CardFactory, type MessagingExtensionAttachment } from 'botbuilder';
import { answerIntent, type Answer } from '../guidance/answer.ts';
import { findByAddress } from '../guidance/find-by-address.ts';
import { dayIn } from '../campaign/calendar.ts';
import { byUrgency } from '../guidance/portfolio.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import { derive } from '../platform/derive.ts';
import { createNoticeChooser, likelyNotices } from '../understanding/choose-notice.ts';
import { nearestTopics } from '../understanding/decide.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import { renderAnswer } from '../rendering/answer-cards.ts';

/** The message extension's command and its parameter, as in the app's manifest. */
const COMMAND = 'searchGuidance';
const PARAMETER = 'query';

const MOST_RESULTS = 8;

/** More than there are intents. */
const MANY = 100;

/** Of a command that is not known, as it is shown to whoever sent it. */
const MAX_ECHOED_LENGTH = 40;

/** The response to a search from the compose box, or to a link that was pasted there. */
export interface MessageExtensionAnswer {
  composeExtension: {
    type: 'result' | 'message';
    attachmentLayout?: 'list';
    attachments?: MessagingExtensionAttachment[];
    text?: string;
  };
}

export interface MessageExtension {
  /**
   * At most 8 answers to insert into any chat: the likeliest for the query, of each notice that it may be about, or common
   * questions without one.
   */
  search(value: unknown, localNow: LocalNow): MessageExtensionAnswer;
  /** The answer that a page gives, of each notice that the page belongs to; no result for any other page. */
  unfurl(value: unknown, localNow: LocalNow): MessageExtensionAnswer;
}

export function createMessageExtension({
  portfolios,
  recognise,
}: {
  portfolios: Pick<TenantPortfolios, 'stated'>;
  recognise: Recogniser;
}): MessageExtension {
  const chooser = derive(portfolios.stated, createNoticeChooser);

  function show(found: readonly Found[], localNow: LocalNow): MessageExtensionAnswer {
    const isOneOfSeveral = portfolios.stated().guides.size > 1;
    const attachments = found.flatMap(({ guide, intent }) => {
      const answer = answerIntent(guide, intent, localNow);
      return answer ? [toAttachment(answer, isOneOfSeveral ? guide.product : null)] : [];
    });
    return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
  }

  return {
    search(value, localNow) {
      const { commandId, parameters } = readQuery(value);
      if (commandId !== COMMAND)
        return message(`I don’t know the search “${commandId.slice(0, MAX_ECHOED_LENGTH)}”.`);
      const query = textOf(parameters.find((parameter) => parameter?.name === PARAMETER)?.value);
      const urgent = byUrgency(portfolios.stated(), localNow);
      const ids = urgent.map(({ notice }) => notice.id);
      if (!query) return show(ownAnswers(urgent[0]).slice(0, MOST_RESULTS), localNow);
      const today = dayIn(localNow.now, localNow.zone);
      const candidates = chooser()(query, { urgent: ids, last: null, today });
      const answers = likelyNotices(candidates).flatMap(ownAnswers);
      const found = nearestTopics(recognise(query), MANY).flatMap((topic) =>
        answers.filter(({ intent }) => intent === topic),
      );
      return show(found.slice(0, MOST_RESULTS), localNow);
    },

    unfurl(value, localNow) {
      const address = textOf((value as { url?: unknown } | null)?.url);
      const found = byUrgency(portfolios.stated(), localNow).flatMap((guide) => {
        const intent = findByAddress(guide, address);
        return intent ? [{ guide, intent }] : [];
      });
      return show(found.slice(0, MOST_RESULTS), localNow);
    },
  };
}

/** An answer of a notice. */
interface Found {
  guide: Guide;
  intent: string;
}

/** Only answers from the notice: nobody inserts what Cutover says about itself. */
function ownAnswers(guide: Guide): Found[] {
  const { entries, notice } = guide;
  return [...entries].flatMap(([intent, { map }]) => (map.id === notice.id ? [{ guide, intent }] : []));
}

/** The invoke's value: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search */
interface ExtensionQuery {
  commandId: string;
  parameters: ({ name?: unknown; value?: unknown } | null)[];
}

/** A client may send anything. */
function readQuery(value: unknown): ExtensionQuery {
  const { commandId, parameters } = (value ?? {}) as { commandId?: unknown; parameters?: unknown };
  return {
    commandId: textOf(commandId),
    parameters: Array.isArray(parameters) ? (parameters as ExtensionQuery['parameters']) : [],
  };
}

/**
 * The inserted card has no buttons that need the bot, which may not be in that chat.
 * @param product named in the list, to tell answers of several notices apart; null where there is one notice.
 */
function toAttachment(answer: Answer, product: string | null): MessagingExtensionAttachment {
  const { card, summary } = renderAnswer(answer, { isInserted: true });
  const text = summary.slice(answer.title.length).replace(/^[:.\s]+/, '');
  const line = product === null ? text : `${product}: ${text}`;
  return { ...CardFactory.adaptiveCard(card), preview: CardFactory.thumbnailCard(answer.title, line) };
}

function message(text: string): MessageExtensionAnswer {
  return { composeExtension: { type: 'message', text } };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
