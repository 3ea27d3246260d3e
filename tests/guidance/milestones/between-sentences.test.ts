import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document states, as `DATE KIND`. */
function kindsIn(document: string): string[] {
  return mapOf(document).milestones.map(({ date, kind }) => `${date} ${kind}`);
}

/** A document about Fenwick Relay with the given text. */
function about(text: string, title = 'Changes to Fenwick Relay'): string[] {
  return kindsIn(`# ${title}\n\n${text}`);
}

describe('what ends on a day', () => {
  it('is what a later section says of the end of support that it names', () => {
    const support = 'Support for Relay ends on May 4, 2030.\n\n## Later\n\n';
    assert.deepEqual(about(`${support}After the end of support, relays will stop running.`), [
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(about(`${support}After the end of support, relays get no fixes.`), [
      '2030-05-04 support-ends',
    ]);
    assert.deepEqual(about(`${support}Relays don't stop working after the end of support.`), [
      '2030-05-04 support-ends',
    ]);
  });

  it('is what the answer to a question about the end of support says', () => {
    const faq = (answer: string): string[] =>
      about(`Relay goes end of life on May 4, 2030.\n\n## What happens after end of life?\n\n${answer}`);
    assert.deepEqual(faq('Relays will be removed.'), ['2030-05-04 cut-off']);
    assert.deepEqual(faq('Relays will eventually be removed.'), ['2030-05-04 support-ends']);
  });

  it('is what the sentence behind an end of support says becomes of use', () => {
    const support = 'Relay 1 is no longer supported after May 4, 2030.';
    assert.deepEqual(about(`${support} Calls to it will fail.`), ['2030-05-04 cut-off']);
    assert.deepEqual(about(`${support} If a call fails, use Relay 2.`), ['2030-05-04 support-ends']);
    assert.deepEqual(about(`${support} You won't get quality and security fixes that help.`), [
      '2030-05-04 support-ends',
    ]);
  });

  it('is not what the sentence behind says of those who have time until an end of life', () => {
    assert.deepEqual(
      about(
        'As of May 4, 2030, support for text messages ends. Existing customers will not be impacted until the API reaches its end of life.',
      ),
      ['2030-05-04 support-ends'],
    );
  });

  it('is what the sentence behind a date that only stands there says', () => {
    const plan =
      'People can look at reports for as long as their plan runs, and in no case beyond May 4, 2030.';
    assert.deepEqual(about(`${plan} On that day Relay is switched off.`), ['2030-05-04 cut-off']);
    assert.deepEqual(about(`${plan} On that day we meet.`), []);
  });

  it('is what the question asks that a date alone answers', () => {
    assert.deepEqual(about('## Can I still buy Relay?\n\nOnly until May 4, 2030.'), [
      '2030-05-04 new-use-ends',
    ]);
    assert.deepEqual(about('## Can I still buy Relay?\n\nThe plans began on May 4, 2030.'), []);
  });

  it('is new use where the sentence before is about creating more', () => {
    const cli = 'In that case, you can use the command line until May 4, 2029.';
    assert.deepEqual(about(`You may want to create another relay. ${cli}`), ['2029-05-04 new-use-ends']);
    assert.deepEqual(about(`You may want to read a log. ${cli}`), ['2029-05-04 cut-off']);
  });

  it('is use itself where the rest of the sentence says that what exists stops', () => {
    const start = 'On May 4, 2030, new relays can no longer be created';
    assert.deepEqual(about(`${start}, and existing relays will stop running.`), ['2030-05-04 cut-off']);
    assert.deepEqual(about(`${start}, and existing relays will be stopped a year later.`), [
      '2030-05-04 new-use-ends',
    ]);
  });

  it('is use itself where the sentence behind explains that what exists can only be deleted', () => {
    const readOnly = 'On May 4, 2030, rules become read-only.';
    assert.deepEqual(about(`${readOnly} This means you can only delete existing rules.`), [
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(about(`${readOnly} This means you can't change rules.`), ['2030-05-04 other']);
  });

  it('is support where what exists can still be opened, or goes on beside what else remains', () => {
    const retired = 'Relay is retired as of May 4, 2030.';
    assert.deepEqual(
      about(`${retired} You can continue to open your files, but it gets no fixes after May 4, 2030.`),
      ['2030-05-04 support-ends'],
    );
    assert.deepEqual(
      about(
        `Maintenance of Relay will be halted on May 4, 2030. ${retired} Existing deployments of Relay will continue to function and images will remain available.`,
      ),
      ['2030-05-04 support-ends'],
    );
  });

  it('is not called off by use that goes on only until it', () => {
    assert.deepEqual(
      about(
        "Relay will be retired on May 4, 2030. Your apps will continue to run until the sunset date. We don't plan to support Relay beyond the sunset date of May 4, 2030.",
      ),
      ['2030-05-04 cut-off'],
    );
  });
});

describe('what is erased after the end', () => {
  it('is a step behind it', () => {
    assert.deepEqual(
      about('We switch Relay off on May 4, 2030. On June 5, 2030, all content is erased from our systems.'),
      ['2030-05-04 cut-off', '2030-06-05 other'],
    );
  });

  it('is the end where nothing says that use stopped before', () => {
    assert.deepEqual(about('On June 5, 2030, all relays are deleted.'), ['2030-06-05 cut-off']);
  });
});

describe('an end that does not come', () => {
  it('is called off by the next sentence', () => {
    const end = 'Relay retires on May 4, 2030.';
    assert.deepEqual(about(`${end} That's off.`), []);
    assert.deepEqual(about(`${end} That's final.`), ['2030-05-04 cut-off']);
  });

  it("is one that the sentence says won't take place, or that was only said before", () => {
    assert.deepEqual(about("The retirement of Relay, planned for May 4, 2030, won't take place."), []);
    assert.deepEqual(about('We had said that Relay would be retired on May 4, 2030.'), []);
  });
});

describe('a line of a timeline', () => {
  it('is a step where it says what is done and not that something ends', () => {
    assert.deepEqual(about('- May 4, 2029 – Move the rules to Hub\n- May 4, 2030 – Relay will be retired'), [
      '2029-05-04 other',
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(about('- May 4, 2029 – Move the rules to Hub'), []);
  });

  it('can be a heading among others with their dates', () => {
    assert.deepEqual(
      about(
        '## May 4, 2029 - Soft delete for all\n\nNothing else changes.\n\n## May 4, 2030 - Retirement of Relay\n\nUse Hub.',
      ),
      ['2029-05-04 other', '2030-05-04 cut-off'],
    );
  });
});

describe('a statement of its own', () => {
  it('says nothing of the end that the sentence dates before', () => {
    assert.deepEqual(
      about('Relay 2 reaches end of life on May 4, 2029, and Relay 3 becomes the latest on May 4, 2030.'),
      ['2029-05-04 support-ends'],
    );
  });

  it('is an end whatever it says of prices, too', () => {
    assert.deepEqual(about('Relay will be retired on May 4, 2030, with a discount on Hub.'), [
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(about('Relay is sold with a discount until May 4, 2030.'), []);
  });
});

describe('a row of a table', () => {
  it('is a cut-off where its column dates the end of life of endpoints', () => {
    const rows = (item: string): string => `| Name | EOL date |\n| --- | --- |\n| ${item} | May 4, 2030 |`;
    assert.deepEqual(about(rows('/v1/relays'), 'Endpoints that end'), ['2030-05-04 cut-off']);
    assert.deepEqual(about(rows('Relay client 1'), 'Endpoints that end'), ['2030-05-04 support-ends']);
  });

  it('is about its item in each of its cells', () => {
    const { cutOff } = mapOf(
      '# Fenwick Relay\n\n| Feature | Shutdown date | Details |\n| --- | --- | --- |\n| Fenwick Relay (entire product) | June 5, 2030 | Use Hub. |\n| API v1 | May 4, 2029 | After May 4, 2029, calls fail. |',
    );
    assert.equal(cutOff, '2030-06-05');
  });

  it('tells when its phase starts', () => {
    assert.deepEqual(
      about(
        '| Phase | Starts |\n| --- | --- |\n| Maintenance | May 4, 2029 |\n| End of support | May 4, 2030 |',
      ),
      ['2029-05-04 other', '2030-05-04 support-ends'],
    );
    assert.deepEqual(about('| Feature | Started |\n| --- | --- |\n| Relay Mail | May 4, 2029 |'), []);
  });
});
