import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { advise, needsOf, wizardOf } from '../../bot/guidance/adviser.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { offerAdviser, renderAdviser } from '../../bot/rendering/adviser-card.ts';
import { renderCard } from '../../bot/rendering/render.ts';
import { theGuide } from '../support/guide.ts';
import { assertValidCard, objectsIn, sizeOf, textOf } from '../support/official-card-check.ts';
import type { Message } from '../../bot/delivery/message.ts';

describe('the adviser’s card', () => {
  let guide: Guide;
  let all: number[];
  before(async () => {
    guide = await theGuide();
    all = needsOf(guide).map(({ row }) => row);
  });

  const render = (chosen: readonly number[] | null): Message => {
    const message = renderAdviser(guide, { chosen });
    assert.ok(message);
    return message;
  };
  const choicesIn = ({ card }: Message) => {
    const input = objectsIn(card).find(({ type }) => type === 'Input.ChoiceSet');
    assert.ok(input);
    return input;
  };
  const buttonsIn = ({ card }: Message) =>
    objectsIn((card as { actions: unknown }).actions).filter(
      ({ type }) => type === 'Action.Execute' || type === 'Action.OpenUrl',
    );
  const verdictIn = ({ card }: Message) => objectsIn(card).find(({ style }) => style === 'emphasis');

  it('is valid and under 28 KB with nothing, one need and every need ticked', () => {
    for (const chosen of [null, [], ...all.map((row) => [row]), all]) {
      const { card, summary } = render(chosen);
      assertValidCard(card, summary);
      assert.ok(sizeOf(card) < 28 * 1024, `${sizeOf(card)}`);
      assert.ok(summary.length <= 282);
    }
  });

  it('is valid as its samples show it', async () => {
    for (const name of ['adviser.sample.json', 'adviser.verdict.sample.json']) {
      const sample = await readFile(new URL(`../../cards/${name}`, import.meta.url), 'utf8');
      assertValidCard(renderCard('adviser', JSON.parse(sample) as object), name);
    }
  });

  it('offers every need by its row, none ticked and no verdict before it is asked', () => {
    const message = render(null);
    const { id, label, value, choices, isMultiSelect, wrap } = choicesIn(message);
    assert.deepEqual([id, label, value, isMultiSelect, wrap], ['needs', 'What do you need?', '', true, true]);
    assert.deepEqual(
      choices,
      needsOf(guide).map(({ row, title }) => ({ title, value: String(row) })),
    );
    assert.equal(verdictIn(message), undefined);
    assert.deepEqual(
      buttonsIn(message).map(({ title, verb }) => [title, verb]),
      [['Show verdict', 'advise']],
    );
  });

  it('keeps the selected needs selected, and nothing else', () => {
    const [first = 0, , third = 0] = all;
    assert.equal(choicesIn(render([third, 0, 999, first])).value, `${first},${third}`);
  });

  it('shows the verdict with its rows, the source, the wizard and what to ask next', () => {
    const message = render(all);
    const verdict = advise(guide, all);
    const shown = textOf(verdictIn(message) ?? {});
    assert.ok(verdict && shown.includes(verdict.title));
    for (const text of verdict.paragraphs) assert.ok(shown.includes(text), text);
    for (const { name } of verdict.rows) assert.ok(shown.split('\n').includes(name), name);
    assert.match(shown, /^Connect sync: ✔ Yes · Cloud sync: ✖ No$/m);
    assert.match(shown, /^Connect sync: ✔ Yes · Cloud sync: Instead, set up \[/m);
    assert.match(textOf(message.card), /^Source: \[.+Comparison.+\]\(https:\S+\)/m);
    const [again, wizard, ...topics] = buttonsIn(message);
    assert.deepEqual([again?.['title'], again?.['verb']], ['Update verdict', 'advise']);
    assert.equal(wizard?.['url'], wizardOf(guide)?.url);
    assert.deepEqual(
      topics.map(({ data }) => data),
      [
        { notice: guide.notice.id, intent: 'what-to-do' },
        { notice: guide.notice.id, intent: 'compare' },
      ],
    );
  });

  it('offers the upgrade to V2 when the verdict is connect sync', () => {
    const device = needsOf(guide).find(({ name }) => name === 'Support for device objects');
    assert.ok(device);
    const intents = buttonsIn(render([device.row])).flatMap(({ data }) => (data ? [data] : []));
    assert.deepEqual(intents.slice(1), [
      { notice: guide.notice.id, intent: 'upgrade-v2' },
      { notice: guide.notice.id, intent: 'compare' },
    ]);
  });

  it('puts the verdict into the summary and the speech', () => {
    const [first = 0] = all;
    const { summary, card } = render([first]);
    assert.match(summary, /^Cloud sync has what you need: Connect sync lacks: /);
    assert.equal((card as { speak: string }).speak, summary);
  });

  it('is offered by the answers about choosing a tool, and by no other', () => {
    const offering = [...guide.entries.keys()].filter((intent) => offerAdviser(guide, intent).length > 0);
    assert.deepEqual(offering.sort(), ['cloud-sync-fit', 'compare', 'evaluate-wizard']);
    assert.deepEqual(offerAdviser(guide, 'compare'), [
      { title: 'Is cloud sync right for us?', verb: 'open-adviser' },
    ]);
  });

  it('does not exist and is not offered without a comparison', () => {
    const entries = new Map([...guide.entries].filter(([id]) => id !== 'compare'));
    const without = { ...guide, entries };
    assert.equal(renderAdviser(without, { chosen: [] }), null);
    assert.deepEqual(offerAdviser(without, 'cloud-sync-fit'), []);
  });
});
