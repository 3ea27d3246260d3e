import type { Sentences } from './sentences-of-ends.ts';

export const SENTENCES_OF_OTHER_DATES: Sentences = {
  'the end of new use': [
    [
      'Acquiring Relay from the store will not be possible any more from April 1, 2027.',
      { '2027-04-01': 'new-use-ends' },
    ],
    ['Relay will be retired for all new environments on April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    [
      'When the plans in this region reach end of life on August 31, 2027, you can no longer install new agents.',
      { '2027-08-31': 'support-ends' },
    ],
    ['Relay is turned off for newly created tenants on April 1, 2027.', { '2027-04-01': 'new-use-ends' }],
    [
      'Effective April 1, 2027, Relay is deprecated for tenants that never used it.',
      { '2027-04-01': 'new-use-ends' },
    ],
    ['Tenants created after April 1, 2027 have no access to Relay.', { '2027-04-01': 'new-use-ends' }],
    ['From April 1, 2027, these fields can no longer be added to forms.', { '2027-04-01': 'new-use-ends' }],
    ['From April 1, 2027, licences cannot be renewed.', { '2027-04-01': 'new-use-ends' }],
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
      'Relay will be retired for new customers on June 2, 2027 and on August 31, 2027 for existing customers.',
      { '2027-06-02': 'new-use-ends', '2027-08-31': 'cut-off' },
    ],
    [
      'June 2, 2026: Starting August 31, 2027, no new customers can use Relay.',
      { '2026-06-02': 'announced', '2027-08-31': 'new-use-ends' },
    ],
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
    [
      'Effective June 2, 2026, the entity is deprecated and will be removed in a future release.',
      { '2026-06-02': 'announced' },
    ],
    ['Effective June 2, 2026, these controls are deprecated: gauge, slider.', { '2026-06-02': 'announced' }],
    ['We announced the retirement of Relay on June 2, 2026.', { '2026-06-02': 'announced' }],
    ['Relay has been deprecated since June 2, 2026.', { '2026-06-02': 'announced' }],
    ['The retirement was first announced in June 2026.', { '2026-06': 'announced' }],
    ['Published: June 2, 2026', { '2026-06-02': 'announced' }],
    ['Announcement date: June 2, 2026', { '2026-06-02': 'announced' }],
    ['As of June 2, 2026, Fenwick Relay is deprecated.', { '2026-06-02': 'announced' }],
  ],
  'several dates in a sentence': [
    [
      'The removal date was March 31, 2027, but it was extended to August 31, 2027.',
      { '2027-03-31': 'other', '2027-08-31': 'cut-off' },
    ],
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
    ['Users will see a notification about Hub starting June 2, 2027.', { '2027-06-02': 'other' }],
    ['We have decided not to remove Relay on June 2, 2027.', { '2027-06-02': 'other' }],
    ['The retirement planned for June 2, 2027 has been cancelled.', { '2027-06-02': 'other' }],
    ['The removal on June 2, 2027 is postponed until further notice.', { '2027-06-02': 'other' }],
    ['You can export your data until June 2, 2027.', { '2027-06-02': 'other' }],
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
    ['Starting June 2, 2026, there will be one hour blocks in which builds fail.', {}],
    ['The old address was replaced in June 2026 with the new one.', {}],
    ['We run outage tests between May 4, 2026 and June 2, 2026.', {}],
    ['Jobs that exist continue to run after June 2, 2026.', {}],
    ['As of June 2, 2026, most flows are recommended for migration.', {}],
    ['Update on June 2, 2026: We have paused the retirement.', {}],
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
