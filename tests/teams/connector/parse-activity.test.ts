import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { Problem } from '../../../bot/http/problem.ts';
import { parseActivity } from '../../../bot/teams/connector/parse-activity.ts';
import { readInbound } from '../../../bot/teams/turn/activity.ts';
import { activityKindOf } from '../../../bot/teams/activity-kind.ts';
import {
  actionIn,
  conversationUpdateIn,
  createPlace,
  installationUpdateIn,
  invokeIn,
  messageIn,
  teamEventIn,
} from '../../support/activities.ts';

const place = createPlace('https://smba.example.com/', 'channel');
const message = messageIn(place, 'status');
const nested = (levels: number) => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels)) as unknown;

describe('an activity', () => {
  const kinds: [string, object][] = [
    ['a message', message],
    ['a card action', actionIn(place, '1', 'why-this')],
    ['an invoke without a value', { ...invokeIn(place, 'task/fetch', {}), value: undefined }],
    ['an invoke that is not known', invokeIn(place, 'signin/verifyState', { state: '1' })],
    ['an installation', installationUpdateIn(place, 'add')],
    ['a member', conversationUpdateIn(place, 'membersAdded')],
    ['an event of a team', teamEventIn(place, 'channelDeleted', '19:team@thread.tacv2')],
    ...['messageReaction', 'messageUpdate', 'messageDelete', 'typing', 'event', 'endOfConversation'].map(
      (type): [string, object] => [`of the type ${type}`, { ...message, type, text: undefined }],
    ),
    [
      'with null in the place of what is missing',
      {
        ...message,
        text: null,
        entities: null,
        attachments: null,
        locale: null,
        replyToId: null,
        name: null,
      },
    ],
    [
      'with fields that Teams may add',
      { ...message, future: { a: [1, null] }, channelData: { tenant: {}, x: 1 } },
    ],
  ];
  for (const [what, activity] of kinds) {
    it(`passes: ${what}`, () => {
      const read = parseActivity(structuredClone(activity));
      activityKindOf(read);
      readInbound(read);
      assert.equal(read.conversation.id, (activity as typeof read).conversation.id);
    });
  }

  const refused: [string, unknown, RegExp][] = [
    ...[null, 17, 'text', true, [message], undefined].map((body): [string, unknown, RegExp] => [
      inspect(body),
      body,
      /^Send an activity/,
    ]),
    ...['type', 'id', 'channelId', 'serviceUrl', 'from', 'recipient', 'conversation'].flatMap((field) =>
      [undefined, null, 17, [], {}, ''].map((value): [string, unknown, RegExp] => [
        `${field}: ${inspect(value)}`,
        { ...message, [field]: value },
        new RegExp(`^${field}`),
      ]),
    ),
    ['a text that is a list', { ...message, text: ['status'] }, /^text/],
    ['entities that are an object', { ...message, entities: {} }, /^entities/],
    ['an entity without a type', { ...message, entities: [{}] }, /^entities\[0\]\.type/],
    ['a member without an id', { ...message, membersAdded: [null] }, /^membersAdded\[0\]/],
    [
      'a tenant that is a number',
      { ...message, channelData: { tenant: { id: 1 } } },
      /^channelData\.tenant\.id/,
    ],
    [
      'an id with NUL',
      { ...message, conversation: { id: 'a\u0001' } },
      /^conversation\.id: must not contain/,
    ],
    ['an id of 2,000 characters', { ...message, id: 'x'.repeat(2_000) }, /^id/],
    [
      'a value that is nested too deeply',
      { ...message, value: nested(5_000) },
      /nested deeper than 50 levels/,
    ],
  ];
  for (const [what, body, why] of refused) {
    it(`is refused: ${what}`, () => {
      assert.throws(
        () => parseActivity(body),
        (error) => {
          assert.ok(error instanceof Problem);
          assert.equal(error.status, 400);
          assert.match(error.detail, why);
          return true;
        },
      );
    });
  }

  it('loses what can’t be stored', () => {
    const activity = parseActivity({ ...message, text: 'a\0b\ud83d', value: { answer: '\udc00🙂' } });
    assert.equal(activity.text, 'a\ufffdb\ufffd');
    assert.deepEqual(activity.value as unknown, { answer: '\ufffd🙂' });
  });

  it('is read or refused, whatever its fields hold', () => {
    const change = fc.dictionary(
      fc.constantFrom(...Object.keys(message), 'value', 'name', 'text'),
      fc.json().map((json) => JSON.parse(json) as unknown),
    );
    fc.assert(
      fc.property(change, (fields) => {
        try {
          const activity = parseActivity({ ...message, ...fields });
          activityKindOf(activity);
          readInbound(activity);
        } catch (error) {
          assert.ok(error instanceof Problem, String(error));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
