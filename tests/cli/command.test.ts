import assert from 'node:assert/strict';
import { defineCommand } from '../../bot/cli/command.ts';
import { CutoverError } from '../../bot/platform/errors.ts';
import { runMain } from '../support/run-main.ts';

const echo = defineCommand(
  {
    call: 'npm run echo --',
    about: 'Prints what it was given.',
    operands: 'TEXT',
    options: {
      zone: { type: 'string', value: 'IANA', default: 'UTC', text: 'the time zone' },
      now: { type: 'string', value: 'ISO', text: 'the instant' },
      server: { type: 'string', value: 'NAME', multiple: true, text: 'a server' },
      json: { type: 'boolean', text: 'as JSON' },
    },
    examples: ['"a text"', '--json "a text"'],
  },
  ({ values, operands }, { stdout }) => {
    if (operands.length === 0) throw new CutoverError('usage', 'A text is missing.');
    if (operands[0] === 'broken') throw new CutoverError('broken', 'It is broken.');
    stdout.write(JSON.stringify({ ...values, operands }));
    return Promise.resolve(0);
  },
);
const quiet = defineCommand(
  { call: 'npm run quiet --', about: 'Does nothing.', options: {}, examples: [''] },
  () => Promise.resolve(0),
);

describe('a command', () => {
  it('gets its values, with defaults for what is absent', async () => {
    const { stdout, code } = await runMain(echo, ['one', '--zone=Asia/Tokyo', 'two']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), {
      ...{ zone: 'Asia/Tokyo', server: [], json: false, help: false },
      operands: ['one', 'two'],
    });
    const all = await runMain(echo, ['--server', 'A', '--server', 'B', '--json', '--now', 'x', '--', '--y']);
    assert.deepEqual(JSON.parse(all.stdout), {
      ...{ zone: 'UTC', server: ['A', 'B'], json: true, now: 'x', help: false },
      operands: ['--y'],
    });
  });

  it('prints its usage with --help and -h, whatever else is given', async () => {
    for (const args of [['--help'], ['-h'], ['--json', '--help']]) {
      const { stdout, stderr, code } = await runMain(echo, args);
      assert.deepEqual([stderr, code], ['', 0]);
      assert.equal(
        stdout,
        [
          'Usage: npm run echo -- [OPTIONS] TEXT',
          '',
          'Prints what it was given.',
          '',
          'Options:',
          '  --zone IANA    the time zone (default: UTC)',
          '  --now ISO      the instant',
          '  --server NAME  a server',
          '  --json         as JSON',
          '  --help         print this text',
          '',
          'Examples:',
          '  npm run echo -- "a text"',
          '  npm run echo -- --json "a text"',
          '',
        ].join('\n'),
      );
    }
  });

  const mistakes: [string, string[], string][] = [
    ['an unknown option', ['--loud', 'x'], 'Unknown option --loud.'],
    ['an option that is nearly right', ['--jsno', 'x'], 'Unknown option --jsno. Did you mean --json?'],
    ['an inherited name', ['--constructor', 'x'], 'Unknown option --constructor.'],
    ['an unknown short option', ['-x'], 'Unknown option -x.'],
    ['a missing value at the end', ['x', '--now'], '--now needs a value: --now ISO.'],
    [
      'an option in place of a value',
      ['--now', '--json', 'x'],
      '--now needs a value: --now ISO. If it begins with a dash, write --now=--json.',
    ],
    ['a value that is too many', ['--json=yes', 'x'], '--json takes no value.'],
    ['what the command itself finds missing', [], 'A text is missing.'],
  ];
  for (const [what, args, message] of mistakes) {
    it(`names ${what}, and exits with 2`, async () => {
      const { stdout, stderr, code } = await runMain(echo, args);
      assert.deepEqual([stdout, code], ['', 2]);
      assert.equal(stderr, `${message}\nRun \`npm run echo -- --help\` for the usage.\n`);
    });
  }

  it('names an argument where it takes none', async () => {
    const { stderr, code } = await runMain(quiet, ['x']);
    assert.deepEqual([stderr.split('\n', 1)[0], code], ['"x" is not expected here.', 2]);
  });

  it('exits with 1 and a sentence for what fails', async () => {
    assert.deepEqual(await runMain(echo, ['broken']), { stdout: '', stderr: 'It is broken.\n', code: 1 });
  });
});
