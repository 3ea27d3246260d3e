import type { Sentences } from './sentences-of-ends.ts';

export const SENTENCES_OF_STAGES: Sentences = {
  'an end for those who do not use it yet': [
    [
      'Relay 1 rules have been retired since May 4, 2030 for new tenants and removed from existing tenants on August 4, 2030.',
      { '2030-05-04': 'new-use-ends', '2030-08-04': 'cut-off' },
    ],
    ['Rules were shut down on May 4, 2030 for new tenants.', { '2030-05-04': 'new-use-ends' }],
    [
      "Beginning in May 2030, rules were deprecated for all online organizations that weren't using them.",
      { '2030-05': 'new-use-ends' },
    ],
    [
      "Relay is hidden from business tenants that didn't use it on May 4, 2030.",
      { '2030-05-04': 'new-use-ends' },
    ],
    ['Relay is disabled on May 4, 2030 in newly created sites.', { '2030-05-04': 'new-use-ends' }],
  ],
  'an end for those who use it, too': [
    ['Rules are retired on May 4, 2030 for existing and new tenants.', { '2030-05-04': 'cut-off' }],
    ['Rules were shut down on May 4, 2030 for both new and existing tenants.', { '2030-05-04': 'cut-off' }],
    ['Rules were shut down on May 4, 2030 for tenants in Europe.', { '2030-05-04': 'cut-off' }],
    ['Rules were removed on May 4, 2030 for the remaining organizations.', { '2030-05-04': 'cut-off' }],
    ['Rules will be turned off in all current tenants on May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'an end of what is offered': [
    ['Several legacy offers are going to deprecate as of May 4, 2030.', { '2030-05-04': 'new-use-ends' }],
    ['License-based offers to be deprecated May 2030', { '2030-05': 'new-use-ends' }],
    ['Those offers are being deprecated on May 4, 2030.', { '2030-05-04': 'new-use-ends' }],
    ['Most offers available May 2030 were removed at that time.', { '2030-05': 'new-use-ends' }],
    ['The offers will be withdrawn on May 4, 2030.', { '2030-05-04': 'new-use-ends' }],
  ],
  'an end of more than an offer': [
    ['Fenwick offers Relay until it is removed on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['Plans on these offers will be removed on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['The plan that Fenwick offers will be shut down on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['What the page offers is deprecated on May 4, 2030.', { '2030-05-04': 'announced' }],
    ['The offers page is shut down on May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'what a registry or an API refuses': [
    ['Uploads of version 1 packages are rejected starting May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['On May 4, 2030, uploads will be refused by the registry.', { '2030-05-04': 'cut-off' }],
    ['The registry will reject pushes of old manifests as of May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['Calls without a version will be denied beginning May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['All old tokens will be forced off on May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'what is no refusal': [
    ['Uploads are disabled on May 4, 2030.', { '2030-05-04': 'other' }],
    ['Uploads end on May 4, 2030.', { '2030-05-04': 'other' }],
    ['We reject a small share of uploads from May 4, 2030.', { '2030-05-04': 'other' }],
    ['New uploads are refused from May 4, 2030.', { '2030-05-04': 'new-use-ends' }],
    ['From May 4, 2030, uploads of many files are slower.', { '2030-05-04': 'other' }],
  ],
  'an end that takes a while': [
    [
      'Between May 4, 2030 and June 4, 2030, we will gradually disable Relay.',
      { '2030-05-04': 'cut-off', '2030-06-04': 'cut-off' },
    ],
    [
      'Between May 4, 2030 and June 4, 2030 relays are removed in stages.',
      { '2030-05-04': 'cut-off', '2030-06-04': 'cut-off' },
    ],
    ['Old tokens will begin being turned off in May 2030.', { '2030-05': 'cut-off' }],
    ['We will tear down the last servers by May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['The dismantling of Relay begins on May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'a step that takes a while': [
    [
      'Between May 4, 2030 and June 4, 2030, we will send mail to all owners.',
      { '2030-05-04': 'other', '2030-06-04': 'other' },
    ],
    [
      'Between May 4, 2030 and June 4, 2030, you will get two versions.',
      { '2030-05-04': 'other', '2030-06-04': 'other' },
    ],
    ['From May 4, 2030, your webhook will automatically be given a new address.', { '2030-05-04': 'other' }],
    ['On May 4, 2030, each relay is assigned a different host name.', { '2030-05-04': 'other' }],
    ['In May 2030, the Relay tab was removed from the Fenwick Store apps.', { '2030-05': 'other' }],
  ],
  'an end that says more than a part of a page': [
    ['In May 2030, Relay was removed from the Fenwick Store app.', { '2030-05': 'cut-off' }],
    ['In May 2030, Relay was removed from the Fenwick store.', { '2030-05': 'new-use-ends' }],
    ['Relay was given a new name in version 3, and is retired on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['The tab and Relay itself are retired on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['You can re-enable Relay until May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'what clients run into': [
    ['Clients on TLS 1.1 get a handshake error from May 4, 2030 onward.', { '2030-05-04': 'cut-off' }],
    ['From May 4, 2030, scripts that use it receive HTTP 410.', { '2030-05-04': 'cut-off' }],
    ['Apps get an authorization error after May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['After May 4, 2030, the feature flag is permanently off.', { '2030-05-04': 'cut-off' }],
    ['Tokens issued before May 4, 2030 stop working on August 4, 2030.', { '2030-08-04': 'cut-off' }],
    ['Keys created before May 4, 2030 will be revoked on August 4, 2030.', { '2030-08-04': 'cut-off' }],
  ],
  'what clients run into no end with': [
    ['Clients get a new address from May 4, 2030 onward.', {}],
    ['From May 4, 2030, scripts get a warning.', { '2030-05-04': 'other' }],
    ['The flag is off by default from May 4, 2030.', { '2030-05-04': 'other' }],
    ['Tokens issued before May 4, 2030 keep working until August 4, 2030.', { '2030-08-04': 'cut-off' }],
    ['From May 4, 2030, you can no longer update functions.', { '2030-05-04': 'other' }],
  ],
  'an end of exceptions': [
    ['Exemptions granted by support end on May 4, 2030.', { '2030-05-04': 'other' }],
    ['All exceptions expire on May 4, 2030.', { '2030-05-04': 'other' }],
    ['These temporary extensions run out on May 4, 2030.', { '2030-05-04': 'other' }],
    ['The last exemption lapses on May 4, 2030.', { '2030-05-04': 'other' }],
    ['Exceptions that our support team granted end on May 4, 2030.', { '2030-05-04': 'other' }],
  ],
  'an end of more than exceptions': [
    ['Support for exceptions ends on May 4, 2030.', { '2030-05-04': 'support-ends' }],
    ['With no exceptions, Relay ends on May 4, 2030.', { '2030-05-04': 'cut-off' }],
    ['Extended support ends on May 4, 2030.', { '2030-05-04': 'support-ends' }],
    ['Support by partners ends on May 4, 2030.', { '2030-05-04': 'support-ends' }],
    ['The extension of Relay for editors is shut down on May 4, 2030.', { '2030-05-04': 'cut-off' }],
  ],
  'an end in the words behind it': [
    [
      'Relay 1 goes EOL on May 4, 2030; after that date there are no updates, and its servers will be shut off.',
      { '2030-05-04': 'cut-off' },
    ],
    [
      'Support ends on May 4, 2030; after this day no fixes are made and calls to it will fail.',
      { '2030-05-04': 'cut-off' },
    ],
    ["On May 4, 2030, we'll pull Relay from all regions.", { '2030-05-04': 'cut-off' }],
    ['Effective today, May 4, 2030, Relay is retired.', { '2030-05-04': 'cut-off' }],
    [
      'Relay will disappear from tenants between May 4, 2030 and June 4, 2030.',
      { '2030-05-04': 'cut-off', '2030-06-04': 'cut-off' },
    ],
  ],
  'less than an end in the words behind it': [
    [
      'Relay 1 goes EOL on May 4, 2030; after that date there are no updates, and Hub is where we work.',
      { '2030-05-04': 'support-ends' },
    ],
    [
      'Support ends on May 4, 2030; calls may be slow, and after that day no fixes are made.',
      { '2030-05-04': 'support-ends' },
    ],
    ['Today, May 4, 2030, we told all owners of Relay.', { '2030-05-04': 'announced' }],
    [
      'Banners appear between May 4, 2030 and June 4, 2030.',
      { '2030-05-04': 'other', '2030-06-04': 'other' },
    ],
  ],
  'a change before the end': [
    [
      'Starting in May 2030, users will be redirected to Hub, and the old portal will be removed in August 2030.',
      { '2030-05': 'other', '2030-08': 'cut-off' },
    ],
    [
      'Starting in May 2030, traffic is redirected to Hub, and Relay is switched off in August 2030.',
      { '2030-05': 'other', '2030-08': 'cut-off' },
    ],
  ],
};
