import type { AlertKind } from '../alert-kind.ts';
import type { JudgedServerInput } from './server-version.ts';

/** A person says something else about a server than the source that reports it. */
export const serverClaim: AlertKind<JudgedServerInput> = {
  key: ({ name }) => `claim ${name.toLowerCase()}`,

  severity: ({ claim }) => (claim ? 'warning' : null),

  describe({ name, claim, lastReport }) {
    if (!claim) throw new Error(`The alert about a claim on ${name} needs the claim.`);
    return {
      title: `${claim.reporter} says ${name} ${claim.says}`,
      since: claim.at,
      facts: [{ title: 'Last report', value: lastReport ?? 'none' }],
      meaning: 'Nobody has confirmed this, so reminders and progress go by the last report.',
      next: {
        text: 'If you know that it’s true, choose Confirm. The sync server’s next report settles it as well.',
        url: null,
      },
      why: 'A person’s word about a server that a script reports needs to be confirmed.',
      server: name,
      decisions: [{ title: 'Confirm', verb: 'confirm-claim', subject: claim.key }],
    };
  },

  outcome: ({ newestReport }) => newestReport,
};
