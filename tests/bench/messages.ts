/** How somebody may begin before coming to the point; most don't. */
const OPENINGS = [
  ...Array<string>(6).fill(''),
  'Hi, ',
  'Quick question: ',
  'Morning all, ',
  'Sorry if this was covered before, but ',
  'We took over a site from another team last month. ',
  'Our auditors worry about {version}. ',
];

/** Questions in people's own words, none of them a training phrase; `{…}` is filled anew each time. */
const QUESTIONS = [
  'what happens to {server} once the day has passed, does it just stop?',
  'is {version} still fine or do I have to touch it this quarter',
  'we are on {version} at two sites, which of them has to go first?',
  'how much time is left for the old sync engine exactly',
  'can the lightweight agent handle a forest with {number} thousand users?',
  'does anybody know whether pass-through authentication survives the move',
  'do group writeback and device writeback exist over there too?',
  'who decides if we can go to the cloud version, and by which criteria',
  'our change board meets on {date}, is that early enough to be planned in?',
  'if we finish the upgrade by {date}, are we good?',
  'where do I see the build number that {server} runs',
  'does the installer for the second generation still accept SQL 2012?',
  'what do I lose by going from the server to the agent',
  'which Windows Server releases may the new one be put on',
  'will passwords go on being synchronised on the day after?',
  'is there a difference between retired and out of support here',
  'why is this being retired in the first place',
  'we have a staging server {server} that nobody uses, does it count as well',
  'can both run next to each other for a few weeks while we test?',
  'how many agents should one put in for high availability, {number}?',
  'do I need a domain controller with a special schema for that?',
  'what changed between {version} and the one after it',
  'please tell me the shortest path from {version} to something supported',
  'is in-place upgrade from {version} possible or a swing migration needed',
  'my boss wants one sentence about the impact on {number} mailboxes',
  'does the wizard on the admin page tell me whether we qualify?',
  'where is the download for the current release',
  'is TLS 1.2 a precondition, {server} is from 2014',
  'we filter by OU and by attribute, will the filters be kept?',
  'are disconnected forests a reason to choose one over the other',
  'how do I hand this over to somebody who knows directories',
  'can I postpone this to {date} without losing support?',
  'we were told Microsoft blocks it from the cloud side, true?',
  'what about Exchange hybrid, {number} mailboxes are still on-premises',
  'is there a list of what every version fixed',
  'does an expired version raise an alert somewhere in the portal',
  'what is the agent that people mention, is it a Windows service?',
  'should I uninstall the old thing on {server} afterwards',
  'who in the team gets told when the date comes closer',
  'is it true that large groups over {number} thousand members are a problem?',
  'the coffee machine on floor {number} is broken again',
  'can you order me a licence for Visio',
  'what is the weather on {date}',
  'and then?',
  'and the agent?',
  'ok and who does it',
];

const CLOSINGS = [
  ...Array<string>(5).fill(''),
  ' Thanks!',
  ' Asking for a customer.',
  ' We are {number} people.',
];

const VERSIONS = ['1.5.45.0', '1.6.16.0', '1.4.38.0', '2.0.89.0', '2.1.20.0', '1.3.21.0', '2.2.1.0'];
const DATES = ['12 September', '1 October 2023', 'end of May', '2023-08-14', 'next Friday', 'March 3rd'];

/** Messages of real length that no model was trained on and no cache has seen: the same `seed` gives the same ones. */
export function writeMessages(count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const fillers: Record<string, () => string> = {
    '{server}': () => `SYNC-${Math.floor(random() * 900 + 100)}`,
    '{version}': () => pick(VERSIONS),
    '{number}': () => String(Math.floor(random() * 90 + 2)),
    '{date}': () => pick(DATES),
  };
  return Array.from({ length: count }, () =>
    `${pick(OPENINGS)}${pick(QUESTIONS)}${pick(CLOSINGS)}`.replaceAll(
      /\{\w+\}/g,
      (slot) => fillers[slot]?.() ?? '',
    ),
  );
}

/** Statements about servers, of which the tenant has 500. */
export function writeReports(count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  const oneOf = (number: number) => Math.floor(random() * number);
  return Array.from(
    { length: count },
    () => `SYNC-${100 + oneOf(500)} runs ${VERSIONS[oneOf(VERSIONS.length)] ?? ''}`,
  );
}

function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
