import assert from 'node:assert/strict';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { repliesTo } from '../../bot/understanding/question-replies.ts';
import { createMessageReader } from '../../bot/understanding/read-message.ts';
import { theRecogniser } from '../support/guide.ts';

const IN_2023 = '2023-09-01T08:00:00Z';
const IN_2026 = '2026-11-28T08:00:00Z';

describe('the answer from all documents', () => {
  let tell: (text: string, now: string) => string;

  before(async () => {
    const portfolio = await loadPortfolio();
    const reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
    tell = (text, now) => {
      const localNow = { now: new Date(now), zone: 'UTC' };
      const [answer] = repliesTo(text, { portfolio, reader, localNow }).flatMap(
        (reply) => reply.answer ?? [],
      );
      return [answer?.title, ...(answer?.paragraphs ?? [])].join('\n');
    };
  });

  const told: Record<string, [string, string, RegExp][]> = {
    'begins with the steps that are asked for, not with the topic around them': [
      ['the steps of a swing migration', IN_2023, /^Use a swing migration[\s\S]*\n1\. Install/],
    ],
    'says what is asked beside a day that only names the notice': [
      [
        'the 30 September date is over for us: does upgrading now bring sync back?',
        IN_2026,
        /synchronises again once it runs a current version/,
      ],
    ],
    'judges a version, where a statement asks what it means': [
      ['Ours is still 2.4.131.0. Good enough?', IN_2026, /^Version 2\.4\.131\.0\n.*26 May 2026/],
    ],
    'has what is asked beside a version, even if that is in another version’s row': [
      ['CVE-2019-1000 is reported for 1.3.20.0, which build fixes it?', IN_2023, /1\.3\.21\.0/],
      ['does 2.5.79.0 require TLS 1.2, and what else does it require?', IN_2026, /TLS 1\.2[\s\S]*4\.7\.2/],
      ['2.4.18.0 logs UpgradeNotSupportedNonLocalDbInstall', IN_2026, /^Why a server isn't upgraded/],
      ['did a 2.0 build close CVE-2021-36949?', IN_2023, /^(?!Version)[\s\S]*2\.0\.8\.0/],
    ],
    'finds the fact where it is asked for in other words than it is told': [
      ['setup parameter to take over an existing database?', IN_2026, /useexistingdatabase/],
      ['must both servers of a swing have the same version?', IN_2023, /may run different versions/],
    ],
    'begins with the rule where a whole line of versions is asked about': [
      ['how long is a 2.x version supported?', IN_2026, /^(?!Version)[\s\S]*12 months after/],
    ],
    'counts a version as unsupported when support for a newer one has ended': [
      ['is 2.1.18.0 supported?', IN_2026, /\*\*No\*\*|below 2\.5\.79\.0/],
    ],
    'counts versions below the one that support began with as unsupported': [
      ['is 2.1.1.0 still supported?', IN_2023, /below 2\.1\.16\.0.*not supported/],
    ],
    'has both limits where the size of a group is asked for': [
      ['what is the largest group, in cloud sync and in connect sync?', IN_2023, /50,000[\s\S]*250,000/],
    ],
    'prefers the passage that has a name of a group or setting': [
      ['is ADSyncAdmins required to upgrade?', IN_2026, /member of (?:its )?\*\*ADSyncAdmins\*\*/],
    ],
    'says which version automatic upgrade needs': [
      ['2.3.6.0 never gets automatic upgrades, what is the reason?', IN_2026, /below 2\.3\.20\.0/],
    ],
    'reads a name that runs into its number': [
      [
        'is connect V2 good for a 2012R2 machine?',
        IN_2023,
        /No version of V2 runs on Windows Server 2012 or 2012 R2/,
      ],
    ],
    'quotes no row of a comparison that was written after the year that is asked about': [
      [
        'were directory extensions in cloud sync in 2021?',
        IN_2023,
        /^Other editions[\s\S]*September 2021(?![\s\S]*✔)/,
      ],
    ],
    'tells the sizes of LocalDB, of a group and of a tenant apart': [
      ['how big can LocalDB be at most?', IN_2023, /^Size limit of LocalDB\n.*10 GB/],
      ['object quota of a tenant with a verified domain?', IN_2023, /^How many objects a tenant holds/],
      [
        'does connect V2 take a group with 180,000 members?',
        IN_2023,
        /^(?![\s\S]*is above)[\s\S]*250,000 members/,
      ],
    ],
    'finds the notice of the move where connect sync has to be left': [
      ['by when has everyone to leave connect sync?', IN_2026, /own window/],
    ],
    'answers from the comparison where it is one of two likely topics': [
      [
        'is on-demand provisioning something that connect sync can do as well?',
        IN_2023,
        /\*\*No\*\*.*only in Cloud sync/,
      ],
    ],
    'begins with yes, no or what is not said': [
      ['may the exported settings be edited by hand?', IN_2023, /\n\*\*No\*\*: .*edited by hand/],
      ['does the provisioning agent run on Server Core?', IN_2023, /\n\*\*No\*\*: .*Server Core is not/],
      [
        'is Windows Server 2025 supported for the sync server?',
        IN_2026,
        /\n\*\*The documents do not say\*\*: /,
      ],
    ],
    'says which of the answers is only the nearest': [
      ['which colour does the upgrade wizard of V2 have?', IN_2023, /The nearest that my documents have:/],
    ],
    'lists what is not said': [
      [
        'may the agent be installed on the same server as Entra Connect?',
        IN_2026,
        /do not say whether the agent may/,
      ],
      ['can V2 be installed silently?', IN_2023, /do not say that V2 can be installed silently/],
      ['when does version 2.7 come?', IN_2026, /do not say when a newer one comes/],
    ],
    'begins with the version, the command or the number that is asked for': [
      ['which 1.6 build is for Windows Server 2012?', IN_2023, /^(?!Version 1\.6\n)[\s\S]*1\.6\.13\.0/],
      ['is there a cmdlet that shows if TLS 1.2 is on?', IN_2026, /Get-ADSyncToolsTls12/],
      [
        'how frequently do cloud sync and connect sync run?',
        IN_2026,
        /two minutes.*30 minutes|2 minutes.*30 minutes/,
      ],
    ],
    'says what holds today where it is asked when a missing feature comes': [
      [
        'how soon will cloud sync connect to LDAP directories?',
        IN_2023,
        /The documents do not say when[\s\S]*LDAP directories.*✖ No/,
      ],
      ['when does cloud sync get password writeback?', IN_2023, /^(?![\s\S]*do not say when)/],
    ],
    'takes the number that is asked for from a passage, not a feature without one from the comparison': [
      ['what is the maximum of OUs in a configuration of cloud sync?', IN_2026, /\*\*59 organisational/],
    ],
    'shows the likeliest topic where that is asked for as a whole': [
      ['how can we switch to app authentication?', IN_2026, /\*\*By hand\*\*|switch to application/i],
    ],
    'shows the passage with the version that is asked for, although a topic is likely': [
      ['which version does app-based auth need?', IN_2026, /2\.5\.3\.0/],
      ['does app-based auth need a certificate?', IN_2026, /A certificate, which connect sync creates/],
    ],
    'answers the question alone where what is told around it hides it': [
      [
        'is SQL Express enough for 90k objects? my desk plant says hello to the vendor',
        IN_2026,
        /90,000.* is within/,
      ],
    ],
    'tells a tool before the product from the product': [
      ['is Azure AD Sync still in support?', IN_2026, /^DirSync and Azure AD Sync\n(?!\*\*Yes)/],
      ['is DirSync in support?', IN_2023, /^DirSync and Azure AD Sync\n(?!\*\*Yes)/],
    ],
    'adds to the verdict of a version what else is asked of it': [
      [
        'what fails for us on 2.5.76.0 since October?',
        IN_2026,
        /all synchronisation services fail[\s\S]*2\.5\.76\.0.*is affected/,
      ],
      ['can we still get support for 1.6?', IN_2023, /^Version 1\.6\n[\s\S]*31 August 2022/],
    ],
    'leaves a notice that is not named for the passage that is far ahead': [
      ['what comes when the window ended and we did nothing?', IN_2026, /isn't published/],
    ],
    'takes a passage before a row that has few words of a long question': [
      [
        'may Connect and cloud sync work beside each other in one forest for a pilot with OUs of its own?',
        IN_2023,
        /can run beside connect sync|scope of one tool/,
      ],
    ],
    'prefers what names a role, where one is asked for': [
      ['which role can misuse the sync application?', IN_2026, /\nAn Application Administrator/],
    ],
    'says whether a version is the newest': [
      ['is 2.6.84.0 still the latest version?', IN_2026, /\n\*\*No\*\*: \*\*2\.6\.92\.0\*\* is newer/],
      ['is 2.6.92.0 the newest build?', IN_2026, /\n\*\*Yes\*\*: these documents know none newer/],
    ],
    'names the newest version to who asks for a newer one': [
      ['is there anything newer than 2.6.3.0?', IN_2026, /^The newest version\n.*2\.6\.92\.0/],
    ],
    'finds the history for the days of a version': [
      ['is 2.6.1.0 known for problems?', IN_2026, /10 March 2027[\s\S]*miiserver/],
      ['how new is 2.6.84.0?', IN_2026, /released on .*7 July 2026/],
      ['when was 2.6.3.0 released, and until when is it valid?', IN_2026, /10 March 2026.*7 July 2027/],
    ],
    'takes a month before "deadline" for its name': [
      ['must Health agents be upgraded before the September deadline?', IN_2026, /^(?!.*too late)/],
    ],
    'answers with the passage that has all that is said, even where a topic is sure': [
      [
        'our old V1 machine is powered on beside the new server: does it matter?',
        IN_2023,
        /^Decommission the old server/,
      ],
    ],
    'has what is known against a version behind its verdict': [
      [
        'somebody installed 2.6.79.0 on a staging machine, is there a problem?',
        IN_2026,
        /2\.6\.79\.0.*was recalled/,
      ],
    ],
    'takes what a document says of itself for the question, not the bot’s own topic': [
      ['is there a phone number of Microsoft support?', IN_2023, /do not name a phone number/],
    ],
    'compares a quantity with the limit': [
      ['we have 150k objects, is LocalDB enough for them?', IN_2023, /150,000.*above the \*\*100,000/],
    ],
    'does not ask back where one notice alone has all that is asked': [
      ['is connect sync being retired?', IN_2026, /^Is connect sync being retired\?\n.*no general end date/],
    ],
    'answers a terse question that a passage has, though it is like none of the phrases': [
      ['usual frequency of connect’s cycles?', IN_2026, /every 30 minutes/],
      ['which build finally dropped the vc++ 2013 runtime', IN_2026, /2\.6\.84\.0/],
      ['when was the AzureAD module turned off for good?', IN_2026, /30 March 2025/],
      ['event 1014 on a VM, why?', IN_2026, /no TPM is used/],
    ],
  };
  for (const [fact, cases] of Object.entries(told)) {
    for (const [text, now, expected] of cases) {
      it(`${fact}: "${text}"`, () => assert.match(tell(text, now), expected));
    }
  }
});
