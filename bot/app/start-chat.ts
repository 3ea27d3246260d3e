import { dashboardButton } from '../dashboard/deep-link.ts';
import { renderBusy, renderSlow } from '../rendering/failure-cards.ts';
import { createActivityBook, type ActivityBook } from '../delivery/activity-book.ts';
import { createClock } from '../platform/clock.ts';
import { createAddressBook } from '../delivery/address-book.ts';
import { createThreadMemories, type ThreadMemories } from '../questions/thread-memory.ts';
import { createQuestionBook, type QuestionBook } from '../questions/question-book.ts';
import { createAccess } from '../teams/access.ts';
import type { CardActionServices } from '../teams/card-actions/card-action.ts';
import { createNameLookup } from '../teams/connector/channel-names.ts';
import { createGuestLookup } from '../teams/connector/guests.ts';
import { createMembership } from '../teams/connector/membership.ts';
import { createMessageExtension } from '../teams/message-extension.ts';
import { createReplies } from '../teams/replies.ts';
import { createTaskModules } from '../teams/task-modules.ts';
import { createTeamEvents } from '../teams/team-events.ts';
import { createTurnHandler } from '../teams/turns.ts';
import type { AppContext } from './app-context.ts';
import { createAlertView } from './post-renderers.ts';
import { createReminderView } from './reminder-renderer.ts';

const EXPIRE_EVERY_MS = 3_600_000;
const LOOK_UP_NAMES_EVERY_MS = 5_000;

/** Activities are many and are kept for an hour. */
const EXPIRE_ACTIVITIES_EVERY_MS = 600_000;

/** Well within the lease of an activity. */
const RENEW_ACTIVITIES_EVERY_MS = 5_000;

/** Answers what people do in Teams. */
export interface Chat {
  handleTurn: ReturnType<typeof createTurnHandler>;
  /** Writes what has not been saved yet. */
  stop(): Promise<void>;
}

export async function startChat(app: AppContext): Promise<Chat> {
  const { config, clock, portfolios, recognise, recogniseActs, log, metrics } = app;
  const { stores, registry } = app;
  const { conversations } = stores;
  const questions = createQuestionBook({
    store: stores.questions,
    keepsText: config.keepQuestions,
    isSingleInstance: app.database.isEmbedded,
    log,
  });
  const threadMemories = createThreadMemories({
    store: stores.threadMemories,
    isSingleInstance: app.database.isEmbedded,
    log,
  });
  const access = createAccess({
    ...stores,
    isGuest: config.api ? createGuestLookup(app.adapter, config.bot?.id ?? '', app.limits) : null,
    guests: config.guests,
    trustsEverybody: config.api === null,
  });
  const membership = config.api
    ? createMembership(app.adapter, config.bot?.id ?? '', app.limits)
    : { isMember: () => Promise.resolve(true) };
  const addresses = createAddressBook({ conversations, clock, log });
  const activities = await startActivityBook(app);
  startChatTasks(app, { questions, threadMemories });
  const services: Omit<CardActionServices, 'answerTopic' | 'answerNamed'> = {
    ...stores,
    portfolios,
    recognise,
    recogniseActs,
    questions,
    threadMemories,
    registry,
    reminderHistory: stores.reminderPlans,
    isMember: (conversation, personId) => membership.isMember(conversation, personId),
    trustsEverybody: config.api === null,
    remindAtOnce: config.remindAtOnce,
    hasFeedbackLoop: config.hasFeedbackLoop,
    dashboardLinks: (noticeId) => dashboardButton(app.dashboardLink, `overview?notice=${noticeId}`),
    viewReminder: createReminderView({ portfolios, ...stores, registry, opensDialogs: app.opensDialogs }),
    showAlert: createAlertView(app.dashboardLink),
  };
  const replies = createReplies({ ...services, clock, access });
  replies.prepare();
  const handleTurn = createTurnHandler({
    replies,
    messageExtension: createMessageExtension({ portfolios, recognise }),
    taskModules: createTaskModules({ ...services, clock, access }),
    conversations,
    places: stores.places,
    activities,
    addresses,
    installers: stores.installers,
    teamEvents: createTeamEvents({ conversations, log, count: metrics.suspended }),
    questions,
    clock,
    allowedTenants: config.allowedTenants,
    log,
    observe: metrics.turn,
    slowTurnMs: app.deadlines.slowTurnMs,
    renderSlow,
    renderBusy,
  });
  async function stop(): Promise<void> {
    await activities.flush();
    await addresses.flush();
    await questions.close();
    await threadMemories.close();
  }

  return { handleTurn, stop };
}

/** Deletes what has expired, and looks up the names of channels. */
function startChatTasks(
  { config, clock, log, adapter, limits, stores, tasks }: AppContext,
  { questions, threadMemories }: { questions: QuestionBook; threadMemories: ThreadMemories },
): void {
  tasks.start({
    name: 'delete expired thread memories',
    intervalMs: EXPIRE_EVERY_MS,
    run: () => threadMemories.expire(clock.now()),
  });
  tasks.start({
    name: 'look up names of channels',
    intervalMs: LOOK_UP_NAMES_EVERY_MS,
    run: createNameLookup({
      ...{ adapter: adapter, botAppId: config.bot?.id ?? '', limits },
      ...{ places: stores.places, clock, log },
    }),
  });
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
}

/** In the embedded store, what is not done was begun by a process that is gone. */
async function startActivityBook({ stores, database, tasks, log }: AppContext): Promise<ActivityBook> {
  const { receivedActivities: store } = stores;
  const realClock = createClock();
  if (database.isEmbedded) await store.release();
  const activities = createActivityBook({
    store,
    isStoreDown: () => database.health.isDown(),
    realClock,
    log,
  });
  tasks.start({
    name: 'renew activities',
    intervalMs: RENEW_ACTIVITIES_EVERY_MS,
    run: () => activities.renew(),
  });
  tasks.start({
    name: 'delete expired activities',
    intervalMs: EXPIRE_ACTIVITIES_EVERY_MS,
    run: () => store.expire(realClock.now()),
  });
  return activities;
}
