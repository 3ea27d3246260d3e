import assert from 'node:assert/strict';
import { orderOf, type Part, type Signs } from '../../bot/understanding/answer-order.ts';

const NOTHING: Signs = {
  computed: null,
  asksBeside: false,
  isVerdictAll: true,
  topic: null,
  isWhole: false,
  saysAll: false,
  fitsAsWell: false,
  isDateOnly: false,
};

const orders: [string, Partial<Signs>, Part[]][] = [
  ['a row or a date that answers stands alone', { computed: 'whole', topic: 'sure' }, ['computed']],
  [
    'what is asked beside a version comes before its verdict',
    { computed: 'verdict', asksBeside: true, topic: 'sure' },
    ['passages', 'computed'],
  ],
  [
    'the verdict comes first where nothing else is asked',
    { computed: 'verdict', topic: 'sure', isWhole: true },
    ['computed', 'passages'],
  ],
  [
    'the topic follows a verdict that is not all that it asks',
    { computed: 'verdict', isVerdictAll: false, topic: 'sure' },
    ['computed', 'passages', 'topic'],
  ],
  ['passages answer without a topic', { fitsAsWell: true, isDateOnly: true }, ['passages']],
  [
    'a passage that has all that is said comes before the notice as a whole',
    { topic: 'sure', isWhole: true, saysAll: true, fitsAsWell: true },
    ['passages', 'topic'],
  ],
  ['the notice as a whole comes before details', { topic: 'sure', isWhole: true }, ['topic', 'passages']],
  [
    'another sure topic comes first where its own passage fits as well as the best',
    { topic: 'sure', fitsAsWell: true },
    ['topic', 'passages'],
  ],
  [
    'a passage that fits better comes before another sure topic',
    { topic: 'sure', saysAll: true },
    ['passages', 'topic'],
  ],
  [
    'a likely topic comes first where nothing but its date is asked',
    { topic: 'likely', isDateOnly: true },
    ['topic', 'passages'],
  ],
  [
    'passages come before a topic that is only likely',
    { topic: 'likely', isWhole: true, fitsAsWell: true },
    ['passages', 'topic'],
  ],
];

describe('the order of an answer', () => {
  for (const [fact, signs, expected] of orders) {
    it(fact, () => assert.deepEqual(orderOf({ ...NOTHING, ...signs }), expected));
  }
});
