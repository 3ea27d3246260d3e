import assert from 'node:assert/strict';
import { createGuide, type Guide } from '../../bot/guidance/guide.ts';
import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { createNoticeChooser } from '../../bot/understanding/choose-notice.ts';

interface Written {
  id: string;
  title: string;
  names?: string;
  affects?: string;
  cutOff: string;
  text: string;
}

function guideOf({ id, title, names = `[${title}]`, affects = 'everyone', cutOff, text }: Written): Guide {
  const compile = (source: Record<string, string>) => {
    const { map, phrases, problems } = compileNotice({
      id,
      entry: 'notice.md',
      files: new Map(Object.entries(source)),
    });
    assert.ok(map, JSON.stringify(problems));
    return { map, phrases };
  };
  const notice = compile({
    'notice.md': `# ${title}\n\n${text}\n`,
    'notice.yaml': `subject: ${title}\nnames: ${names}\naffects: ${affects}\ncutOff: ${cutOff}\n`,
  });
  return createGuide(notice, { map: { ...notice.map, id: 'about', intents: [] }, phrases: [] });
}

const OLD_MAIL: Written = {
  id: 'old-mail',
  title: 'Post Office 3',
  names: '[Post Office, POP connector]',
  affects: '\n  - versions: "<4"',
  cutOff: '2025-05-01',
  text: 'Post Office 3 stops working on May 1, 2025. Mailboxes are moved with the relay.',
};
const NEW_MAIL: Written = {
  id: 'new-mail',
  title: 'Post Office below 5.2',
  names: '[Post Office, PO]',
  affects: '\n  - versions: "<5.2"',
  cutOff: '2027-03-01',
  text: 'Post Office below 5.2 stops working on March 1, 2027. A hardware key is needed.',
};
const PHONES: Written = {
  id: 'phones',
  title: 'Desk Phone Gateway',
  cutOff: '2027-06-01',
  text: 'Desk Phone Gateway stops working on June 1, 2027. Ring groups are exported first.',
};

const ALL_MAIL: Written = {
  id: 'all-mail',
  title: 'Move to the mail cloud',
  names: '[Post Office]',
  cutOff: '2028-01-01',
  text: 'Each customer moves to the mail cloud in a window of its own.',
};

describe('the choice of a notice', () => {
  const guides = new Map([OLD_MAIL, NEW_MAIL, PHONES].map((written) => [written.id, guideOf(written)]));
  const choose = createNoticeChooser({ guides });
  const urgent = ['new-mail', 'phones', 'old-mail'];
  const today = '2026-11-29';
  const chosen = (text: string, last: string | null = null) =>
    choose(text, { urgent, last, today })[0]?.guide.notice.id;

  const questions: [string, string, string][] = [
    ['its name', 'when does the desk phone gateway go?', 'phones'],
    ['a name of its own', 'what about the POP connector?', 'old-mail'],
    ['the longer of two names', 'is Post Office 3 supported?', 'old-mail'],
    ['the more urgent of two with the same name', 'when does Post Office stop?', 'new-mail'],
    ['a word that it alone has', 'must we export ring groups?', 'phones'],
    ['the narrowest range that contains a version', 'we still run 3.1.0', 'old-mail'],
    ['the only range that contains a version', 'we run 4.8', 'new-mail'],
    ['the month of its milestone', 'what happens in June 2027?', 'phones'],
    ['the month of its deadline alone', 'does the June thing hit us?', 'phones'],
    ['no month where "may" is a verb', 'what may we do?', 'new-mail'],
    ['the day of its milestone, without a year', 'what happens on 1 June?', 'phones'],
    ['the day of its milestone in another order', 'are we fine until May 1st?', 'old-mail'],
    ['what is most urgent, when nothing points elsewhere', 'what must we do?', 'new-mail'],
  ];
  for (const [by, text, expected] of questions) {
    it(`is made by ${by}`, () => assert.equal(chosen(text), expected));
  }

  it('is the notice of all versions where the product has to be left', () => {
    const all = [OLD_MAIL, NEW_MAIL, ALL_MAIL].map((written) => [written.id, guideOf(written)] as const);
    const chooseOf = createNoticeChooser({ guides: new Map(all) });
    const context = { urgent: ['new-mail', 'all-mail', 'old-mail'], last: null, today };
    const chosenOf = (text: string) => chooseOf(text, context)[0]?.guide.notice.id;
    assert.equal(chosenOf('by when must everybody be off Post Office?'), 'all-mail');
    assert.equal(chosenOf('when do we have to leave the Post Office?'), 'all-mail');
    assert.equal(chosenOf('when do we turn off Post Office reminders?'), 'new-mail');
    assert.equal(chosenOf('when does Post Office stop?'), 'new-mail');
  });

  it('is the one that gives each tenant a window, where its own is named', () => {
    const moved = { ...ALL_MAIL, cutOff: 'tenant' };
    const all = [NEW_MAIL, PHONES, moved].map((written) => [written.id, guideOf(written)] as const);
    const chooseOf = createNoticeChooser({ guides: new Map(all) });
    const firstOf = (text: string) =>
      chooseOf(text, { urgent: ['new-mail', 'phones', 'all-mail'], last: null, today })[0];
    assert.equal(firstOf('our window is too short')?.guide.notice.id, 'all-mail');
    assert.equal(firstOf('the window that they gave us is in May')?.isNamed, true);
    assert.equal(firstOf('we have a maintenance window on Sunday')?.guide.notice.id, 'new-mail');
  });

  it('stays with the notice that was spoken of last', () => {
    assert.equal(chosen('and what must we do?', 'phones'), 'phones');
  });

  it('leaves the last notice when another is named', () => {
    assert.equal(chosen('what about Post Office 3?', 'phones'), 'old-mail');
  });

  it('ranks every notice for empty text, and for text of another script', () => {
    for (const text of ['', '   ', '同期はいつ止まりますか']) {
      assert.equal(choose(text, { urgent, last: null, today }).length, guides.size);
    }
  });
});
