import { dashboardButton } from '../dashboard/deep-link.ts';
import { renderBusy, renderSlow } from '../rendering/failure-cards.ts';
import { createAddressBook } from '../delivery/address-book.ts';
import { createQuestionBook } from '../questions/question-book.ts';
import { createAccess } from '../teams/access.ts';
import type { CardActionServices } from '../teams/card-actions/card-action.ts';
import { createGuestLookup } from '../teams/connector/guests.ts';
import type { LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import { createMessageExtension } from '../teams/message-extension.ts';
import { createReplies } from '../teams/replies.ts';
import { createTaskModules } from '../teams/task-modules.ts';
import { createTeamEvents } from '../teams/team-events.ts';
import { createTurnHandler } from '../teams/turns.ts';
import type { AppContext } from './app-context.ts';
import { createAlertView, createReminderView } from './post-renderers.ts';

const EXPIRE_EVERY_MS = 3_600_000;

/** Answers what people do in Teams. */
export interface Chat {
  handleTurn: ReturnType<typeof createTurnHandler>;
  /** Writes what has not been saved yet. */
  stop(): Promise<void>;
}

export function startChat(app: AppContext, limits: LimitKeeper): Chat {
  const { config, clock, guide, recognise, log, metrics, stores, registry, tasks } = app;
  const { conversations } = stores;
  const questions = createQuestionBook({
    store: stores.questions,
    keepsText: config.keepQuestions,
    isSingleInstance: app.database.isEmbedded,
    log,
  });
  const access = createAccess({
    ...stores,
    isGuest: config.api ? createGuestLookup(app.adapter, config.bot?.id ?? '', limits) : null,
    guests: config.guests,
  });
  const addresses = createAddressBook({ conversations, clock, log });
  tasks.start({
    name: 'delete expired questions',
    intervalMs: EXPIRE_EVERY_MS,
    run: () => questions.expire(clock.now()),
  });
  tasks.start({
    name: 'delete expired audit entries',
    intervalMs: EXPIRE_EVERY_MS,
    run: () => stores.auditTrail.expire(clock.now()),
  });
  const services: Omit<CardActionServices, 'answerTopic'> = {
    ...stores,
    guide,
    recognise,
    questions,
    registry,
    reminderHistory: stores.reminderPlans,
    trustsEverybody: config.api === null,
    dashboardLinks: dashboardButton(app.dashboardLink, 'overview'),
    viewReminder: createReminderView({ guide, ...stores, registry, opensDialogs: app.opensDialogs }),
    showAlert: createAlertView(app.dashboardLink),
  };
  const handleTurn = createTurnHandler({
    replies: createReplies({ ...services, clock, access }),
    messageExtension: createMessageExtension({ guide, recognise }),
    taskModules: createTaskModules({ ...services, clock, access }),
    conversations,
    addresses,
    installers: stores.installers,
    teamEvents: createTeamEvents({ conversations, log, count: metrics.suspended }),
    questions,
    clock,
    allowedTenants: config.allowedTenants,
    log,
    observe: metrics.turn,
    slowTurnMs: app.deadlines.slowTurnMs,
    renderSlow: (reference) => renderSlow(guide, reference),
    renderBusy: () => renderBusy(guide),
  });
  async function stop(): Promise<void> {
    await addresses.flush();
    await questions.close();
  }

  return { handleTurn, stop };
}
