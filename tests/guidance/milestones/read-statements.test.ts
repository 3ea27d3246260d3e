import assert from 'node:assert/strict';
import { readStatements } from '../../../bot/guidance/milestones/read-statements.ts';

type Expected = Readonly<Record<string, string>>;

/** The dates and kinds that one sentence states, under a title of its own. */
function kindsIn(sentence: string, heading = ''): Record<string, string> {
  const texts = [{ text: sentence, plain: sentence, line: 1, heading }];
  const { statements } = readStatements({ title: 'Retirement of Fenwick Relay', texts });
  return Object.fromEntries(statements.map(({ date, kind }) => [date, kind]));
}

const SENTENCES: Readonly<Record<string, readonly (readonly [sentence: string, expected: Expected])[]>> = {
  'the end of existing use': [
    ['On August 31, 2027, Fenwick Relay will be retired.', { '2027-08-31': 'cut-off' }],
    ['Fenwick Relay is retiring on 31 August 2027.', { '2027-08-31': 'cut-off' }],
    ['We are retiring Fenwick Relay by August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ["We're retiring Fenwick Relay effective August 31st, 2027.", { '2027-08-31': 'cut-off' }],
    [
      'Fenwick Relay retires on August 31, 2027, and is replaced by Fenwick Hub.',
      { '2027-08-31': 'cut-off' },
    ],
    ['The retirement of Fenwick Relay is scheduled for August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Retirement date: August 31, 2027', { '2027-08-31': 'cut-off' }],
    ['Fenwick Relay will reach its end of availability on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['After August 31, 2027, Fenwick Relay will no longer be available.', { '2027-08-31': 'cut-off' }],
    ["Starting August 31, 2027, you won't be able to access Fenwick Relay.", { '2027-08-31': 'cut-off' }],
    ['Relay endpoints will stop responding on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    [
      'Any Relay namespace that still exists on August 31, 2027 will be deleted.',
      { '2027-08-31': 'cut-off' },
    ],
    ['Requests to the old endpoint will fail after August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['From August 31, 2027, tokens of the old format are rejected.', { '2027-08-31': 'cut-off' }],
    ['The service is going to be shut down at the end of August 2027.', { '2027-08': 'cut-off' }],
    ['Fenwick Relay will be turned off for all tenants on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['We will turn off basic sign-in on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['We plan to decommission the cluster on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Fenwick Relay sunsets on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['The sunset date for Fenwick Relay is August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Fenwick Relay is officially discontinued as of August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Relay was shut down on August 31, 2025.', { '2025-08-31': 'cut-off' }],
    ['Access to Fenwick Relay ends on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Your subscription to Relay expires on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Fenwick Relay stopped accepting connections on August 31, 2025.', { '2025-08-31': 'cut-off' }],
    ['August 31, 2027 is the last day on which Relay works.', { '2027-08-31': 'cut-off' }],
    ['Relay will cease operations on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Synchronization fails for every server below 4.2 from August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['The feature will be removed from the product on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Version 1 of the API will be blocked on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['The old signing key is revoked on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['As announced, Relay is retired on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Fenwick announced that Relay will be retired on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Relay becomes unavailable on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    [
      'Customers who use the old portal will no longer be able to start a relay after August 31, 2027.',
      { '2027-08-31': 'cut-off' },
    ],
    ['After August 31, 2027, you will no longer be able to access the console.', { '2027-08-31': 'cut-off' }],
    ['Relay will stop processing new events on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Relay is going away on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Whoever has not moved by August 31, 2027 will lose access.', { '2027-08-31': 'cut-off' }],
    ['We have extended the retirement date of Relay to August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ["We're extending the retirement by one year to 31 August 2027.", { '2027-08-31': 'cut-off' }],
    ['Relay will no longer function after August 31st 2027.', { '2027-08-31': 'cut-off' }],
    [
      'The node images will be removed on 31 August 2027, and you cannot scale your pools.',
      { '2027-08-31': 'cut-off' },
    ],
    ['Relay servers earlier than 4.2 are refused as of August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['On August 31, 2027, all remaining relays are stopped and deallocated.', { '2027-08-31': 'cut-off' }],
    ['The end of Relay is August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Relay: retired August 31, 2025.', { '2025-08-31': 'cut-off' }],
    ['This exam retires August 31, 2027 at 11:59 PM Central Time.', { '2027-08-31': 'cut-off' }],
    ['Authentication with an account is blocked from August 31, 2027 onwards.', { '2027-08-31': 'cut-off' }],
  ],
  'how long existing use goes on, or a duty': [
    ['You can continue to use Relay until August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Existing namespaces remain available through August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Until August 31, 2027, your existing apps keep working.', { '2027-08-31': 'cut-off' }],
    ['Migrate to Fenwick Hub before August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Please move your workloads by August 31, 2027 to avoid disruption.', { '2027-08-31': 'cut-off' }],
    [
      'All customers are required to upgrade to version 5 no later than August 31, 2027.',
      { '2027-08-31': 'cut-off' },
    ],
    ['You have until August 31, 2027 to switch to Fenwick Hub.', { '2027-08-31': 'cut-off' }],
    ['The migration must be completed by August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['The deadline for the migration is August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Before August 31, 2027, replace the agent on each server.', { '2027-08-31': 'cut-off' }],
    ['The legacy policies will be deprecated on August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['On August 31, 2027, remaining relays are automatically migrated to Hub.', { '2027-08-31': 'cut-off' }],
    ['Make sure that every server runs 4.2 before August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['Servers need 4.2 or later by August 31, 2027.', { '2027-08-31': 'cut-off' }],
    ['The modules continue to function through August, 31 2027.', { '2027-08-31': 'cut-off' }],
  ],
  'the end of support': [
    ['Support for Relay 3 ends on August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['Relay 3 is supported until August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['Relay 3 reached its end of life on August 31, 2025.', { '2025-08-31': 'support-ends' }],
    ['Mainstream support ended on August 31, 2025.', { '2025-08-31': 'support-ends' }],
    ['We no longer support Relay 3 as of August 31, 2025.', { '2025-08-31': 'support-ends' }],
    ['Relay 3 will receive security updates through August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['After August 31, 2027, Relay 3 gets no further security fixes.', { '2027-08-31': 'support-ends' }],
    ['Relay 3 goes out of support on August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['Fenwick will end support for Relay 3 on August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['End-of-support date: August 31, 2027', { '2027-08-31': 'support-ends' }],
    [
      'Relay 3 was released in May 2019 and is supported until August 31, 2027.',
      { '2027-08-31': 'support-ends' },
    ],
    ['Extended maintenance of Relay 3 expires on August 31, 2027.', { '2027-08-31': 'support-ends' }],
    [
      'Starting August 31, 2027, Fenwick no longer supports or provides security updates for Relay 3.',
      { '2027-08-31': 'support-ends' },
    ],
    ['Starting August 31, 2027, we will end support for Relay 3.', { '2027-08-31': 'support-ends' }],
    ['Relay 3 leaves extended support in August 2027.', { '2027-08': 'support-ends' }],
    ['TLS 1.1 support ends August 31, 2027.', { '2027-08-31': 'support-ends' }],
    ['Relay 3 LTS: standard support until August 31, 2027', { '2027-08-31': 'support-ends' }],
    ['On August 31, 2025, we ended support for Relay servers.', { '2025-08-31': 'support-ends' }],
  ],
  'the end of new use': [
    [
      "Starting April 1, 2027, you won't be able to create new Relay namespaces.",
      { '2027-04-01': 'new-use-ends' },
    ],
    ['New Relay namespaces can no longer be created after April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['Creation of new namespaces is blocked from April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['As of April 1, 2027, Relay is closed to new customers.', { '2027-04-01': 'new-use-ends' }],
    ['We will no longer accept new sign-ups after April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['New customers cannot sign up for Relay as of April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['Relay will not be sold after April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['End of sale is April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    [
      'We have decided to close new customer access to Relay, effective April 1, 2027.',
      { '2027-04-01': 'new-use-ends' },
    ],
    [
      'Starting April 1, 2027, newly created apps will be unable to use the method.',
      { '2027-04-01': 'new-use-ends' },
    ],
    [
      "Customers who didn't use Relay in March 2027 can no longer create relays as of April 1, 2027.",
      { '2027-04-01': 'new-use-ends' },
    ],
    ['Relay is only open to existing customers from April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    ['New deployments are disabled on April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    [
      'Subscriptions that have no namespace by then cannot deploy one after April 1, 2027.',
      { '2027-04-01': 'new-use-ends' },
    ],
  ],
  'more than one thing of its dates': [
    [
      'Relay enters maintenance mode on June 2, 2027 and reaches its end of support on August 31, 2027.',
      { '2027-06-02': 'other', '2027-08-31': 'support-ends' },
    ],
    [
      'The plan entered a six-month retirement period on June 2, 2027, and will be retired on August 31, 2027.',
      { '2027-06-02': 'other', '2027-08-31': 'cut-off' },
    ],
    ['On August 31, 2027, Relay is frozen, disabling any new uploads.', { '2027-08-31': 'cut-off' }],
    [
      'In May 2026 we started notifying customers that Relay will no longer be available after August 31, 2027.',
      { '2026-05': 'announced', '2027-08-31': 'cut-off' },
    ],
  ],
  'an announcement': [
    ['We announced the retirement of Relay on June 2, 2026.', { '2026-06-02': 'announced' }],
    ['Relay has been deprecated since June 2, 2026.', { '2026-06-02': 'announced' }],
    ['The retirement was first announced in June 2026.', { '2026-06': 'announced' }],
    ['Published: June 2, 2026', { '2026-06-02': 'announced' }],
    ['Announcement date: June 2, 2026', { '2026-06-02': 'announced' }],
    ['As of June 2, 2026, Fenwick Relay is deprecated.', { '2026-06-02': 'announced' }],
  ],
  'several dates in a sentence': [
    [
      'Relay will be retired on August 31, 2027 and starting April 1, 2027 you will not be able to create new namespaces.',
      { '2027-08-31': 'cut-off', '2027-04-01': 'new-use-ends' },
    ],
    [
      'We announced it in June 2026, new namespaces end on April 1, 2027, and Relay stops on August 31, 2027.',
      { '2026-06': 'announced', '2027-04-01': 'new-use-ends', '2027-08-31': 'cut-off' },
    ],
    [
      'Support ended on June 2, 2026, and on August 31, 2027 the service will be shut down.',
      { '2026-06-02': 'support-ends', '2027-08-31': 'cut-off' },
    ],
    [
      'The retirement, originally planned for March 31, 2027, has been extended to August 31, 2027.',
      { '2027-03-31': 'other', '2027-08-31': 'cut-off' },
    ],
    [
      'The retirement date moves from March 31, 2027 to August 31, 2027.',
      { '2027-03-31': 'other', '2027-08-31': 'cut-off' },
    ],
    [
      'Deprecation starts on June 2, 2026 and removal happens on August 31, 2027.',
      { '2026-06-02': 'other', '2027-08-31': 'cut-off' },
    ],
    [
      'Until April 1, 2027 nothing changes; from August 31, 2027 on, Relay is switched off.',
      { '2027-08-31': 'cut-off' },
    ],
  ],
  'something else that happens on a date': [
    ['Relay enters maintenance mode on June 2, 2027.', { '2027-06-02': 'other' }],
    ['Starting June 2, 2027, we will no longer add any new features to Relay.', { '2027-06-02': 'other' }],
    ['The deprecation period begins on June 2, 2027.', { '2027-06-02': 'other' }],
    ['Backups are deleted on September 30, 2027.', { '2027-09-30': 'other' }],
    ['The portal becomes read-only on June 2, 2027.', { '2027-06-02': 'other' }],
    ['Starting June 2, 2027, requests are redirected to the new address.', { '2027-06-02': 'other' }],
    [
      'On June 2, 2027 we will delete all relays (RLs) which have been idle since June 2, 2025.',
      { '2027-06-02': 'other' },
    ],
  ],
  'a date in passing': [
    ['Version 5.1, released on June 2, 2026, fixes this.', {}],
    ['Fenwick Hub has been generally available since June 2, 2026.', {}],
    ['This article was last updated on June 2, 2026.', {}],
    ['We hold a webinar on June 2, 2026.', {}],
    ['A planned brownout takes place on June 2, 2026.', {}],
    ['In our survey of June 2, 2026 most customers had moved.', {}],
    ['Hub supports this since June 2026.', {}],
    ['The build of June 2, 2026 has a new installer.', {}],
    ['Version 5.2 will be available in June 2027.', {}],
    ['Copyright June 2, 2026 Fenwick.', {}],
    ['Accounts that have used Relay between May 4, 2026 and June 2, 2026 count as existing.', {}],
    ['If you created a relay before June 2, 2026, you count as an existing customer.', {}],
    ['Hub 2 ships in June 2027.', {}],
    ['The first relay went live on June 2, 2016.', {}],
    ['For prices before June 2, 2026, see the archive.', {}],
    ['Since June 2, 2026, Hub has an import wizard.', {}],
    ['A security fix was published on June 2, 2026.', {}],
    ['You can read more in our post of June 2, 2026.', {}],
    ['The table below is as of June 2, 2026.', {}],
  ],
};

describe('a dated sentence', () => {
  for (const [group, sentences] of Object.entries(SENTENCES)) {
    describe(`that states ${group}`, () => {
      for (const [sentence, expected] of sentences) {
        it(sentence, () => assert.deepEqual(kindsIn(sentence), expected));
      }
    });
  }
});
