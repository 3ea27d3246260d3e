/** The reason codes of reminders in the ledger, as the end of a sentence. */
const TEXTS: Readonly<Record<string, string>> = {
  superseded: 'because a newer one was due',
  snoozed: 'because reminders were snoozed',
  migrated: 'because no reported server still runs what is retired',
  'cut-off-passed': 'because the cut-off was more than a week ago',
  'cut-off-changed': 'because the cut-off date changed',
  stopped: 'because reminders were stopped',
  'left-out': 'because reminders of this notice were stopped here',
  suspended: 'because reminders are suspended',
  changed: 'because the reminders or the date were changed',
  'not-due': 'because it is not due at this time',
  'delivery-paused': 'because Teams isn’t answering',
  'process-ended': 'because Cutover stopped while sending it',
};

/** Why a reminder has not been posted. A reason without a text, such as Teams' answer, is returned as it is. */
export function describeReason(reason: string): string {
  return TEXTS[reason] ?? reason;
}
