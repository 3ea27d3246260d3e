import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { activityKindOf } from '../../bot/teams/activity-kind.ts';

describe('an installation update', () => {
  for (const [action, kind] of [
    ['add', 'installed'],
    ['add-upgrade', 'installed'],
    ['remove', 'removed'],
    ['remove-upgrade', 'other'], // the new version is added next
  ] as const) {
    it(`is ${kind} when its action is ${action}`, () => {
      const activity: Partial<Activity> = { type: 'installationUpdate', action };
      assert.equal(activityKindOf(activity as Activity), kind);
    });
  }
});
