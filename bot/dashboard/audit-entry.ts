import type { Author } from '../access/author.ts';
import type { IdentityTeamRequest } from '../alerts/identity-team-request.ts';
import type { AlertPreferences } from '../alerts/ports.ts';
import type { Authentication } from '../campaign/affected.ts';
import type { Coverage } from '../reminders/coverage.ts';
import type { SubscriptionState } from '../reminders/ports.ts';
import type { Schedule } from '../reminders/schedule.ts';
import type { Report, ServerStatus } from '../servers/server.ts';

/** A change as the audit trail keeps it: enough to take it back, without any text that somebody wrote. */
export type Change =
  | ReminderChange
  | ServerChange
  | ForgetChange
  | RenameChange
  | IdentityTeamChange
  | DeadlineChange
  | NotedAct;

/** A change with who made it and when. */
export type AuditEntry = Change & {
  /** Grows with each entry. */
  number: string;
  at: Date;
  by: Author;
  /** The number of the entry whose change was taken back, which this entry repeats; null for a change of its own. */
  undoes: string | null;
};

export type ReminderAct = 'start-reminders' | 'change-reminders' | 'snooze-reminders' | 'stop-reminders';

export interface ReminderChange {
  act: ReminderAct;
  /** The notice's id. */
  subject: string;
  /** Null if the conversation never had reminders. */
  before: ReminderState | null;
  after: ReminderState;
}

/** A subscription's choices. */
export interface ReminderState extends Required<Schedule> {
  coverage: Coverage;
  /** The conversation that gets the reminders. */
  conversationId: string;
  state: SubscriptionState;
  /** ISO 8601, UTC. */
  snoozedUntil: string | null;
}

export interface IdentityTeamChange {
  act:
    | 'join-identity-team'
    | 'leave-identity-team'
    | 'request-identity-team'
    | 'approve-identity-team'
    | 'decline-identity-team';
  /** The conversation that gets alerts, or asked for them. */
  subject: string;
  before: IdentityTeamState;
  after: IdentityTeamState;
}

export interface IdentityTeamState {
  /** Null if the conversation gets no alerts. */
  team: AlertPreferences | null;
  /** Null where the change is about no request. */
  request: IdentityTeamRequest['state'] | null;
}

/** The tenant's own date of a notice. */
export interface DeadlineChange {
  act: 'set-deadline';
  /** The notice's id. */
  subject: string;
  before: DeadlineState;
  after: DeadlineState;
}

export interface DeadlineState {
  /** `YYYY-MM-DD`; null: the tenant has none of its own. */
  date: string | null;
}

export interface ServerChange {
  /** `confirm-claim`: a member of the identity team confirmed what another person said. */
  act: 'report-server' | 'confirm-claim';
  /** The server's name. */
  subject: string;
  /** Null before anything was reported of it. */
  before: ServerState | null;
  after: ServerState;
}

/** A server is taken off the list. */
export interface ForgetChange {
  act: 'forget-server';
  /** The server's name. */
  subject: string;
  before: ServerState;
  after: { isListed: false };
}

/** A server gets another name. */
export interface RenameChange {
  act: 'rename-server';
  /** The name that it had. */
  subject: string;
  before: { name: string };
  after: { name: string };
}

/** What somebody did on a card. It can't be taken back; what was asked or answered isn't in it. */
export interface NotedAct {
  act:
    | 'acknowledge-reminder'
    | 'acknowledge-alert'
    | 'ask-person'
    | 'answer-question'
    | 'close-question'
    | 'rate-answer';
  /** The id of the reminder's notice, the alert or the card; empty where there is none. */
  subject: string;
  before: null;
  /** Of feedback, whether the answer helped. */
  after: { helped?: boolean };
}

/** What counts of a server, what is claimed of it, and what a person has said just now. */
export interface ServerState {
  version: string | null;
  role: ServerStatus['role'];
  state: ServerStatus['state'];
  /** Absent while nobody has said, as in entries that are older than the property. */
  authentication?: Authentication;
  claim: ReportedValues | null;
  /** Null for a source, whose report is what counts. */
  reported: ReportedValues | null;
}

export type ReportedValues = Pick<Report, 'version' | 'role' | 'state' | 'authentication'>;
