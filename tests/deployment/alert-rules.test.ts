import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createMetrics } from '../../bot/platform/metrics.ts';
import { packageFolder } from '../../bot/platform/paths.ts';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; description: string };
}

const read = (path: string) => readFileSync(`${packageFolder}/${path}`, 'utf8');
const { groups } = parse(read('env/alert-rules.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

describe('the alert rules and the table of metrics', () => {
  let names: string[];
  before(async () => {
    const { text } = await createMetrics().write();
    names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  });

  it('use no metric that Cutover does not have', () => {
    for (const { alert, expr } of rules) {
      const used = expr.match(/\b(?:cutover|nodejs|process)_\w+/g) ?? [];
      assert.notEqual(used.length, 0, alert);
      for (const name of used) {
        assert.ok(names.includes(name.replace(/_(?:bucket|count|sum)$/, '')), `${alert} uses ${name}`);
      }
    }
  });

  it('say what has happened and what to do, in a sentence each', () => {
    for (const { alert, annotations } of rules) {
      assert.match(annotations.summary, /^[A-Z].*\.$/, alert);
      assert.match(annotations.description, /^[A-Z].*\.$/, alert);
    }
  });

  it('list every metric of Cutover, and no other', () => {
    const listed = [...read('env/README.md').matchAll(/^\| `(cutover_\w+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), names.filter((name) => name.startsWith('cutover_')).sort());
  });

  it('name metrics with a base unit or as a count', () => {
    const counts = ['cutover_ready', 'cutover_store_up', 'cutover_bot_refused', 'cutover_open_posts'];
    counts.push('cutover_queue_jobs', 'cutover_database_connections');
    for (const name of names.filter((each) => each.startsWith('cutover_') && !counts.includes(each))) {
      assert.match(name, /_(?:seconds|total)$/);
    }
  });
});
