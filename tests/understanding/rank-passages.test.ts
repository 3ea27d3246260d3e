import assert from 'node:assert/strict';
import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { createGuide, type Guide } from '../../bot/guidance/guide.ts';
import { indexPassages } from '../../bot/understanding/passage-index.ts';
import { matchPassages, rankPassages } from '../../bot/understanding/rank-passages.ts';

const FERRY = `---
title: Retirement of Ferry
---

# Retirement of Ferry

Ferry stops working on May 3, 2027.

## What the mesh needs

- 4 GB of memory
- a queue for each sender

## Settings of a relay

<!-- asked: knell -->

A relay keeps messages for four hours.

## Codes

- Get-FerryBerthKnot prints it.
- FerryTidesEnabled is on.

## Platforms

- SQL Server 2019 in the relay
- Windows Server 2012, 2016 and 2019 for the mesh

## Writeback

- Devices are told of it
- Device writeback is off

## Limits of the mesh

- Up to 700 members in one ring; rings of rings are fine.
- No members from another mesh.

## When both run

:::zone pivot="before":::

Mesh and relay can run together.

:::zone-end:::

:::zone pivot="after":::

The relay is refused.

:::zone-end:::
`;

function guideOf(): Guide {
  const files = new Map([
    ['notice.md', FERRY],
    ['phrases.yaml', 'intents: {}\nsynonyms:\n  - [queue, letterbox]\n'],
  ]);
  const { map } = compileNotice({ id: 'ferry', entry: 'notice.md', files });
  assert.ok(map);
  return createGuide({ map, phrases: [] }, { map: { ...map, id: 'about', intents: [] }, phrases: [] });
}

describe('the passages for a question', () => {
  const guide = guideOf();
  const index = indexPassages(guide.notice);
  const best = (question: string, phase: 'before' | 'after' = 'before') => {
    const [passage] = rankPassages(matchPassages(question, [{ guide, index, phase, weight: 1 }]), []);
    return (
      passage && guide.notice.sections.find(({ id }) => id === passage.section)?.quotes[passage.quote]?.text
    );
  };

  it('begin with the one that has its words', () => {
    assert.equal(best('is there a queue for each sender?'), '- a queue for each sender');
  });

  it('are found by synonyms', () => assert.equal(best('how much RAM'), '- 4 GB of memory'));

  it('are found by the words in the name of a cmdlet or a setting', () => {
    assert.equal(best('which berth is it?'), '- Get-FerryBerthKnot prints it.');
    assert.equal(best('are the tides of it on?'), '- FerryTidesEnabled is on.');
  });

  it('are found by the names that the notice has for one thing', () => {
    assert.equal(best('the letterbox'), '- a queue for each sender');
  });

  it('are found by the words in which their author says that they are asked for', () => {
    assert.equal(best('the knell'), 'A relay keeps messages for four hours.');
  });

  it('tell a product of one year from others of that year, in a list of years too', () => {
    assert.match(best('does it run on Windows Server 2019') ?? '', /for the mesh/);
    assert.match(best('is Server 2019 good enough') ?? '', /for the mesh/);
    assert.match(best('what about SQL Server 2019') ?? '', /in the relay/);
  });

  it('take a name for the longest that it can be', () => {
    assert.equal(best('device writeback'), '- Device writeback is off');
    assert.equal(best('HAADJ'), '- Devices are told of it');
  });

  it('state a limit where a question has a quantity', () =>
    assert.match(best('our mesh has 900 members') ?? '', /^- Up to 700 members/));

  it('hold in the phase of the reader', () => {
    assert.equal(best('can the relay run together with the mesh'), 'Mesh and relay can run together.');
    assert.notEqual(best('is the relay refused', 'before'), 'The relay is refused.');
    assert.equal(best('is the relay refused', 'after'), 'The relay is refused.');
  });

  it('are none for a question without any of their words', () => assert.equal(best('bananas'), undefined));

  it('cover all of a question whose words they have, and less of another', () => {
    const coverage = (question: string) =>
      rankPassages(matchPassages(question, [{ guide, index, phase: 'before', weight: 1 }]), [])[0]
        ?.coverage ?? 0;
    assert.equal(coverage('queue for each sender'), 1);
    assert.ok(coverage('queue of bananas for each sender') < 0.9);
    assert.ok(coverage('HAADJ') > 0.7);
    assert.equal(coverage('our 2012 mesh'), coverage('2012 mesh'));
  });
});
