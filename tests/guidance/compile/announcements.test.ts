import assert from 'node:assert/strict';
import { mapOf } from './compile-text.ts';

/** An announcement as vendors word it, and what it states. */
interface Announcement {
  style: string;
  text: string;
  cutOff: string | null;
  /** `DATE KIND`, with the scope behind it where there is one. */
  milestones: string[];
}

const ANNOUNCEMENTS: readonly Announcement[] = [
  {
    style: 'a banner with a duty, and an end of new use in a list',
    text: `# Upgrade from Basic to Standard balancer

>[!Important]
>On September 30, 2027, Basic balancer will be retired. Make sure to upgrade prior to the retirement date.

Standard balancer has been generally available since March 2018.

1. Identify the balancers that you have.
2. Upgrade. As of March 31, 2027, you can no longer create new Basic balancers.`,
    cutOff: '2027-09-30',
    milestones: ['2027-03-31 new-use-ends', '2027-09-30 cut-off'],
  },
  {
    style: 'a blog post that closes a service to new customers first',
    text: `# Migrating from Harbor Mesh

After careful consideration, we have decided to discontinue Harbor Mesh, effective September 30, 2027. Until this date, existing customers can use the service as normal, including creating new resources. However, starting from September 24, 2026, new customers will be unable to onboard to Harbor Mesh.`,
    cutOff: '2027-09-30',
    milestones: ['2026-09-24 new-use-ends', '2027-09-30 cut-off'],
  },
  {
    style: 'an end of support with insertions between subject and verb',
    text: `# Deprecation of the directory modules

As of March 30, 2026, the legacy modules are deprecated. Support for versions 2.4.131.0 and 2.5.3.0, apart from security fixes, ended on September 30, 2026. On May 30, 2027 they are switched off.`,
    cutOff: '2027-05-30',
    milestones: ['2026-03-30 announced', '2026-09-30 support-ends', '2027-05-30 cut-off'],
  },
  {
    style: 'a requirement that holds from a day on',
    text: `# TLS 1.1 in Harbor Storage

From 31 August 2027, all connections to Harbor Storage must use at least TLS 1.2.`,
    cutOff: '2027-08-31',
    milestones: ['2027-08-31 cut-off'],
  },
  {
    style: 'an end of support with a table of versions',
    text: `# Sphere 8 end of general support

The End of General Support for Sphere 8 is October 11, 2027.

| Version | Released | End of support |
| --- | --- | --- |
| 8.0.3 | June 25, 2024 | October 11, 2027 |
| 8.0.2 | September 21, 2023 | September 21, 2025 |
| 8.0.1 | April 18, 2023 | April 18, 2025 |`,
    cutOff: '2027-10-11',
    milestones: ['2027-10-11 support-ends'],
  },
  {
    style: 'an end of support that paid updates outlast',
    text: `# Mail Server 2019

Mail Server 2019 reaches end of support on October 14, 2026. Customers who need more time can buy a six-month Extended Security Update program that ends on April 14, 2027.`,
    cutOff: '2026-10-14',
    milestones: ['2026-10-14 support-ends', '2027-04-14 support-ends Extended Security Update program'],
  },
  {
    style: 'a table with a row for each cloud',
    text: `# Widget agent retirement

<table>
<tr><th>Cloud</th><th>Retirement date</th></tr>
<tr><td>Public</td><td>February 28, 2027</td></tr>
<tr><td>US Government</td><td>June 30, 2027</td></tr>
</table>`,
    cutOff: '2027-06-30',
    milestones: ['2027-02-28 cut-off Public', '2027-06-30 cut-off US Government'],
  },
  {
    style: 'a table with columns for new and existing use',
    text: `# Retirement of Harbor Cache

| SKU | Creation blocked for new customers | Retirement date |
| --- | --- | --- |
| Basic | April 1, 2027 | September 30, 2028 |
| Enterprise | | March 31, 2027 |`,
    cutOff: '2028-09-30',
    milestones: [
      '2027-03-31 cut-off Enterprise',
      '2027-04-01 new-use-ends Basic',
      '2028-09-30 cut-off Basic',
    ],
  },
  {
    style: 'an end-of-life notice of a manufacturer',
    text: `# End-of-Sale Announcement for the Rapid 4300

| Milestone | Definition | Date |
| --- | --- | --- |
| End-of-Life Announcement Date | The date of this document. | July 31, 2026 |
| End-of-Sale Date | The last date to order the product. | January 31, 2027 |
| Last Date of Support | After this date, all services are unavailable. | January 31, 2032 |`,
    cutOff: '2032-01-31',
    milestones: ['2026-07-31 announced', '2027-01-31 new-use-ends', '2032-01-31 support-ends'],
  },
  {
    style: 'an extension that names the former day',
    text: `# Legacy sign-in: updated timeline

**Update January 2027:** Instead of July 15, 2027, sign-in with a password will now be rejected beginning January 15, 2028.`,
    cutOff: '2028-01-15',
    milestones: ['2028-01-15 cut-off'],
  },
  {
    style: 'a quarter instead of a day',
    text: `# Sunset of the classic editor

The classic editor will be turned off by the end of Q2 2027.`,
    cutOff: '2027-06',
    milestones: ['2027-06 cut-off'],
  },
  {
    style: 'the day from which an end may come',
    text: `# Model lifecycle

The model was deprecated on March 3, 2026. It will be retired no sooner than March 3, 2027.`,
    cutOff: '2027-03-03',
    milestones: ['2026-03-03 announced', '2027-03-03 cut-off'],
  },
  {
    style: 'an end of life that the next sentence explains',
    text: `# Changes to Harbor Video

**March 5, 2027:** New accounts lose the ability to create rooms.

**December 5, 2027:** End of life. Harbor Video will no longer be accessible to any customer.`,
    cutOff: '2027-12-05',
    milestones: ['2027-03-05 new-use-ends', '2027-12-05 cut-off'],
  },
  {
    style: 'API versions that are dates',
    text: `# Retirement of API versions older than 2025-05-01

On September 17, 2026 we notified all subscription owners. API versions prior to 2025-05-01 will be retired, and calls with \`api-version=2023-08-01\` or \`2024-08-01\` fail as from 31 March 2027.`,
    cutOff: '2027-03-31',
    milestones: ['2026-09-17 announced', '2027-03-31 cut-off'],
  },
  {
    style: 'brownouts before the end',
    text: `# Build image Sorrel 20

The deprecation process begins on February 12, 2027. The image is fully retired by April 15, 2027. We will temporarily fail jobs starting in March 2027:

- March 4, 2027 14:00 UTC - 22:00 UTC`,
    cutOff: '2027-04-15',
    milestones: ['2027-02-12 other', '2027-04-15 cut-off'],
  },
  {
    style: 'what happens to data after the end',
    text: `# Farewell to Pebble Sites

Pebble Sites shuts its doors on Wednesday, September 15, 2027. Sign-ups are paused as of March 15, 2027. Exports are kept until December 31, 2027 and are then deleted.`,
    cutOff: '2027-09-15',
    milestones: ['2027-03-15 new-use-ends', '2027-09-15 cut-off', '2027-12-31 other'],
  },
  {
    style: 'an announcement that names both days in one sentence',
    text: `# End of support for Ledger 8

On June 30, 2025, Brackenridge announced end of support for Ledger versions 8.5 and 9, effective June 30, 2027.`,
    cutOff: '2027-06-30',
    milestones: ['2025-06-30 announced', '2027-06-30 support-ends'],
  },
  {
    style: 'a page whose heading names the day, and a later one that only may follow',
    text: `---
title: HB sizes
---
# Migrate your HB sizes by August 31, 2027

We are retiring our HB sizes on 31 August 2027. They won't be retired until September 2027 in every region. What happens after December 31, 2027?`,
    cutOff: '2027-08-31',
    milestones: ['2027-08-31 cut-off', '2027-09 other'],
  },
  {
    style: 'a sentence with one verb for two groups',
    text: `# Shared keys go away

Key-based access is disabled by default for new storage accounts from October 5, 2026, and for all accounts on January 4, 2027.`,
    cutOff: '2027-01-04',
    milestones: ['2026-10-05 new-use-ends', '2027-01-04 cut-off'],
  },
  {
    style: 'a table of dates that the sentence before it explains',
    text: `# End of availability of Relay

Relay will be unavailable for users as outlined in this table:

| Users | Date |
| --- | --- |
| Windows | March 31, 2027 |
| Government | June 30, 2027 |`,
    cutOff: '2027-06-30',
    milestones: ['2027-03-31 cut-off Windows', '2027-06-30 cut-off Government'],
  },
  {
    style: 'a deprecation before the end',
    text: `# Relay bot

Effective June 2, 2027, the Relay bot will be deprecated. After July 31, 2027, it no longer answers.`,
    cutOff: '2027-07-31',
    milestones: ['2027-06-02 announced', '2027-07-31 cut-off'],
  },
  {
    style: 'phases of which one ends on the day before the next',
    text: `# Relay 1 in maintenance mode

| Phase | Start date | End date |
| --- | --- | --- |
| Maintenance mode | July 31, 2026 | July 30, 2027 |

Relay 1 reaches end of support on July 31, 2027. Its end of life in July 2027 affects everyone.`,
    cutOff: '2027-07-31',
    milestones: ['2027-07-31 support-ends'],
  },
  {
    style: 'an end that is called off after all',
    text: `# Removal of the OData endpoint

The removal of the endpoint was planned for March 1, 2027, and then extended to June 1, 2027. We have decided not to remove it on June 1, 2027.`,
    cutOff: null,
    milestones: [],
  },
  {
    style: 'a month that a day of it makes precise',
    text: `# Relay for Windows 8 will be deprecated

Effective September 2027, Relay for Windows 8 will be deprecated. It gets security updates until September 20, 2027.`,
    cutOff: '2027-09-20',
    milestones: ['2027-09-20 support-ends'],
  },
  {
    style: 'a release note that names releases and no end',
    text: `# Deprecated features

Features in this list continue to work for now. The list was last changed on May 5, 2026.`,
    cutOff: null,
    milestones: [],
  },
];

describe('an announcement', () => {
  for (const { style, text, cutOff, milestones } of ANNOUNCEMENTS) {
    it(`is read in the style of ${style}`, () => {
      const map = mapOf(text);
      const stated = map.milestones.map(({ date, kind, scope }) =>
        [date, kind, scope ?? ''].join(' ').trim(),
      );
      assert.deepEqual([map.cutOff, stated], [cutOff, milestones]);
    });
  }

  it('that names only the year of its end lists the sentence and what settles it', () => {
    const map = mapOf('# Relay\n\nRelay will be retired in early 2028.');
    assert.equal(map.cutOff, null);
    assert.deepEqual(
      map.unsettled.map(({ line, reading, settle }) => [line, reading, settle]),
      [[3, 'existing use stops in 2028, without a month, and is left out', 'cutOff: 2028-MM-DD']],
    );
  });
});
