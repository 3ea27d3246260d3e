import type { Sentences } from './sentences-of-ends.ts';

export const SENTENCES_IN_OTHER_WORDS: Sentences = {
  'an end in less common words': [
    ['Fenwick Relay reaches the end of the road on 30 June 2027.', { '2027-06-30': 'cut-off' }],
    [
      'Beginning June 30, 2027, attempts to reach the old endpoint will be answered with HTTP 410.',
      { '2027-06-30': 'cut-off' },
    ],
    ['The planned end date for Relay is June 30, 2027.', { '2027-06-30': 'cut-off' }],
    ["We're pulling Relay from production on June 30, 2027.", { '2027-06-30': 'cut-off' }],
    ['Remaining instances will be auto-migrated on June 30, 2027.', { '2027-06-30': 'cut-off' }],
    ['EOL and shutdown: June 30, 2027', { '2027-06-30': 'cut-off' }],
    ['June 30, 2027 — API v1 returns errors', { '2027-06-30': 'cut-off' }],
    [
      'All workspaces still on the legacy plan will be moved to the standard plan on June 30, 2027.',
      { '2027-06-30': 'cut-off' },
    ],
    ['Your last chance to move is June 30, 2027.', { '2027-06-30': 'cut-off' }],
    ['Heads up: on June 30, 2027 the old dashboard rides into the sunset.', { '2027-06-30': 'cut-off' }],
    [
      'Support for TLS 1.0 in Relay ends on June 30, 2027; connections using it will be refused.',
      { '2027-06-30': 'cut-off' },
    ],
    ['The last working day of the old endpoint is June 30, 2027.', { '2027-06-30': 'cut-off' }],
    ['The old CDN hostname will be decommissioned the week of June 28, 2027.', { '2027-06-28': 'cut-off' }],
    ["The app won't launch anymore after June 30, 2027.", { '2027-06-30': 'cut-off' }],
  ],
  'an end of support in less common words': [
    ['We will not accept bug reports for 3.x after June 30, 2027.', { '2027-06-30': 'support-ends' }],
    ['We will stop testing against version 3 on June 30, 2027.', { '2027-06-30': 'support-ends' }],
    ['Final release of the 3.x line: June 30, 2027', { '2027-06-30': 'support-ends' }],
    ['Version 3 will get its final security release on June 30, 2027.', { '2027-06-30': 'support-ends' }],
    [
      "We'll continue to fix critical bugs in version 3 until June 30, 2027.",
      { '2027-06-30': 'support-ends' },
    ],
    [
      'Customers on version 3 will no longer be eligible for support after June 30, 2027.',
      { '2027-06-30': 'support-ends' },
    ],
    ['From June 30, 2027, only version 4 and newer will receive updates.', { '2027-06-30': 'support-ends' }],
    [
      'Compatibility with Windows 8 is no longer guaranteed after June 30, 2027.',
      { '2027-06-30': 'support-ends' },
    ],
    ['The last release of Relay 3 will be on June 30, 2027.', { '2027-06-30': 'support-ends' }],
    ["After June 30, 2027 we won't be fixing bugs in this package.", { '2027-06-30': 'support-ends' }],
    ['Relay for macOS 12 will lose support on June 30, 2027.', { '2027-06-30': 'support-ends' }],
  ],
  'an end of new use in less common words': [
    [
      'The Relay option disappears from the create dialog on June 30, 2027.',
      { '2027-06-30': 'new-use-ends' },
    ],
    [
      'Only customers who were using Relay before June 30, 2027 can keep creating resources.',
      { '2027-06-30': 'new-use-ends' },
    ],
    ['We stop accepting applications on June 30, 2027.', { '2027-06-30': 'new-use-ends' }],
    ["The Starter plan can't be selected after June 30, 2027.", { '2027-06-30': 'new-use-ends' }],
    [
      'Starting June 30, 2027, all new projects are created on the new stack.',
      { '2027-06-30': 'new-use-ends' },
    ],
  ],
  'an announcement in less common words': [
    ['Fenwick published its decision to retire Relay on June 30, 2026.', { '2026-06-30': 'announced' }],
    ['On June 30, 2026 Fenwick made public that Relay would be discontinued.', { '2026-06-30': 'announced' }],
    ['This page was first published on June 30, 2026.', { '2026-06-30': 'announced' }],
    ['Notification date: June 30, 2026', { '2026-06-30': 'announced' }],
    ['On June 30, 2026 we shared our plans to retire Relay.', { '2026-06-30': 'announced' }],
    ['The deprecation was first communicated in June 2026.', { '2026-06': 'announced' }],
    ['The deprecation of Relay was made official on June 30, 2026.', { '2026-06-30': 'announced' }],
    ['The notice went out on June 30, 2026.', { '2026-06-30': 'announced' }],
  ],
  'a step on the way': [
    ['From June 30, 2027 Relay gets security fixes only.', { '2027-06-30': 'other' }],
    ['Feature work on Relay ends on June 30, 2027.', { '2027-06-30': 'other' }],
    ['From June 30, 2027, we start migrating tenants automatically.', { '2027-06-30': 'other' }],
    ['On June 30, 2027 rate limits drop to ten calls a minute.', { '2027-06-30': 'other' }],
    ['Only critical security issues will be fixed after June 30, 2027.', { '2027-06-30': 'other' }],
    ['On June 30, 2027 the default changes from Relay to Hub.', { '2027-06-30': 'other' }],
    ['Relay will be turned off for 10% of tenants on June 30, 2027.', { '2027-06-30': 'other' }],
    ['The opt-out is removed on June 30, 2027.', { '2027-06-30': 'other' }],
    ['Development was frozen on June 30, 2026.', { '2026-06-30': 'other' }],
    ['Downloads of your data are possible until June 30, 2027.', { '2027-06-30': 'other' }],
    ['From June 30, 2027 the portal shows the new experience by default.', { '2027-06-30': 'other' }],
    ['We begin moving customers in waves from June 30, 2027.', { '2027-06-30': 'other' }],
    ['Editing of existing flows stops on June 30, 2027.', { '2027-06-30': 'other' }],
    [
      'Starting June 30, 2027, admins can no longer opt out of the new experience.',
      { '2027-06-30': 'other' },
    ],
    ['Starting June 30, 2027, resizing of classic VMs is blocked.', { '2027-06-30': 'other' }],
    ['After June 30, 2027 we erase all backups.', { '2027-06-30': 'other' }],
    ['From June 30, 2027 the console shows a deprecation notice.', { '2027-06-30': 'other' }],
    ['On June 30, 2027, we start the gradual rollout of the new UI.', { '2027-06-30': 'other' }],
    ['The opt-in period begins on June 30, 2027.', { '2027-06-30': 'other' }],
    ['Existing pages can no longer be edited after June 30, 2027.', { '2027-06-30': 'other' }],
    ['Uploads are disabled on June 30, 2027, but existing files stay readable.', { '2027-06-30': 'other' }],
    ['Write access ends on June 30, 2027.', { '2027-06-30': 'other' }],
  ],
  'nothing of the notice': [
    ['The retirement that was planned for June 30, 2027 is off.', {}],
    ['Early adopters get a discount until June 30, 2027.', {}],
    ['Refunds can be requested until June 30, 2027.', {}],
  ],
  'more than one date': [
    [
      'Existing customers can use Relay until June 30, 2027; new customers are turned away from March 1, 2027.',
      { '2027-03-01': 'new-use-ends', '2027-06-30': 'cut-off' },
    ],
    [
      'Relay will be unsupported from March 1, 2027 and unavailable from June 30, 2027.',
      { '2027-03-01': 'support-ends', '2027-06-30': 'cut-off' },
    ],
    [
      'Starting March 1, 2027, requests are throttled, and from June 30, 2027 they are refused.',
      { '2027-03-01': 'other', '2027-06-30': 'cut-off' },
    ],
    [
      'Fenwick confirmed on June 30, 2026 that Relay will be closed on June 30, 2027.',
      { '2026-06-30': 'announced', '2027-06-30': 'cut-off' },
    ],
    [
      'Support ends on March 1, 2027, with full retirement following on June 30, 2027.',
      { '2027-03-01': 'support-ends', '2027-06-30': 'cut-off' },
    ],
    [
      'We disable it by default on March 1, 2027 and remove it on June 30, 2027.',
      { '2027-03-01': 'other', '2027-06-30': 'cut-off' },
    ],
    [
      'Deprecated June 30, 2026, removal June 30, 2027',
      { '2026-06-30': 'announced', '2027-06-30': 'cut-off' },
    ],
    [
      'Relay loses support on March 1, 2027 and is removed on June 30, 2027.',
      { '2027-03-01': 'support-ends', '2027-06-30': 'cut-off' },
    ],
    [
      'Relay enters a read-only phase on March 1, 2027 before it is shut down for good on June 30, 2027.',
      { '2027-03-01': 'other', '2027-06-30': 'cut-off' },
    ],
    [
      'A deprecation warning appears from March 1, 2027, and the flag is removed on June 30, 2027.',
      { '2027-03-01': 'other', '2027-06-30': 'cut-off' },
    ],
  ],
};
