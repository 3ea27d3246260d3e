import type { AlertGroup, AlertKind } from '../alert-kind.ts';
import type { JudgedServerInput } from './server-version.ts';

/** Somebody's word about a server doesn't count until it is confirmed. */
export const serverClaim: AlertKind<JudgedServerInput> = {
  key: ({ name }) => `claim ${name.toLowerCase()}`,

  severity: ({ claim }) => (claim ? 'warning' : null),

  describe({ name, claim, isConfirmed, lastReport }) {
    if (!claim) throw new Error(`The alert about a claim on ${name} needs the claim.`);
    return {
      title: `${claim.reporter} says ${name} ${claim.says}`,
      since: claim.at,
      facts: [{ title: 'Last report', value: lastReport ?? 'none' }],
      meaning: isConfirmed
        ? 'Nobody has confirmed this, so reminders and progress go by the last report.'
        : 'Nobody has confirmed this, so it doesn’t end reminders.',
      next: {
        text: isConfirmed
          ? 'If you know that it’s true, choose Confirm. The next report that counts settles it as well.'
          : 'If you know that it’s true, choose Confirm.',
        url: null,
      },
      why: 'It was said outside the conversations that follow the cut-off, or goes against a more trusted report.',
      server: name,
      decisions: [{ title: 'Confirm', verb: 'confirm-claim', subject: claim.key }],
      ...(isConfirmed ? {} : { group: groupOf(claim) }),
    };
  },

  outcome: ({ newestReport }) => newestReport,
};

/** Servers that only such words name can be any number, and invented. A member's own word settles one of them. */
function groupOf({ reporter, says }: NonNullable<JudgedServerInput['claim']>): AlertGroup {
  return {
    kind: 'server-claim',
    headline: 'servers have unconfirmed claims',
    entry: `${reporter} says it ${says}`,
    meaning: 'Nobody has confirmed these claims, so they don’t end reminders.',
    next: {
      text: 'If you know that one is true, type it here: “NAME is migrated” or “NAME runs VERSION”.',
      url: null,
    },
    why: 'They were made outside the conversations that follow the cut-off.',
  };
}
