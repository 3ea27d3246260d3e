import type { CampaignBody } from '../dashboard/campaign-body.ts';
import type { DeadlineBody } from '../dashboard/deadline-body.ts';
import { ApiError, describeError } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { labelled, saveOrCancel } from './form-fields.ts';
import { formatInstant, formatStated, type Reader } from './format.ts';
import type { ViewContext } from './view.ts';

/** As many characters as the API takes. */
const MOST_REASON = 500;

type DeadlineCampaign = Pick<CampaignBody, 'notice' | 'deadline'>;

/** The date by which the reader's organisation must be done: who set it, when and why, with a form to set another one. */
export function createDeadlineCard({ api, reader, refresh, announce }: ViewContext): {
  element: HTMLElement;
  update: (campaign: DeadlineCampaign) => void;
} {
  const element = el('section', { class: 'card wide', 'aria-labelledby': 'deadline-title' });
  let newest: DeadlineCampaign | null = null;
  /** The notice whose deadline is being changed. */
  let edited: string | null = null;

  const draw = createPart(
    element,
    ({ deadline, isOpen }: { noticeId: string; deadline: DeadlineBody | null; isOpen: boolean }) => [
      el('h2', { id: 'deadline-title', class: 'card-title' }, 'Your organisation’s deadline'),
      drawFacts(deadline, reader),
      isOpen ? createForm(deadline, { save, cancel: () => edit(false) }) : drawButtons(deadline),
    ],
  );

  function redraw(): void {
    if (!newest) return;
    const { notice, deadline } = newest;
    draw({ noticeId: notice.id, deadline, isOpen: edited === notice.id });
  }

  function edit(isOpen: boolean): void {
    edited = isOpen ? (newest?.notice.id ?? null) : null;
    redraw();
    element.querySelector<HTMLElement>(isOpen ? '#deadline-date' : '[data-key=set-deadline]')?.focus();
  }

  /** Rejects with what to tell the reader. */
  async function save(date: string | null, reason: string | null): Promise<void> {
    if (!newest) return;
    const { id } = newest.notice;
    await api.put(`/api/notices/${encodeURIComponent(id)}/deadline`, { date, reason });
    announce(date === null ? 'Deadline taken back.' : 'Deadline set.');
    edit(false);
    refresh();
  }

  function drawButtons(deadline: DeadlineBody | null): Child {
    const button = (key: string, title: string, click: () => void, appearance?: string) =>
      el('fluent-button', { role: 'button', 'data-key': key, appearance, click }, title);
    const takeBack = () => void save(null, null).catch((error: unknown) => announce(explainRefusal(error)));
    return el(
      'div',
      { class: 'actions' },
      button('set-deadline', deadline?.own ? 'Change' : 'Set our deadline', () => edit(true)),
      deadline?.own && button('take-back-deadline', 'Take back', takeBack, 'subtle'),
    );
  }

  return {
    element,
    update(campaign) {
      newest = campaign;
      if (edited !== campaign.notice.id) edited = null;
      if (edited === null) redraw();
    },
  };
}

function drawFacts(deadline: DeadlineBody | null, reader: Reader): Child {
  if (!deadline) {
    return el(
      'p',
      {},
      'No date is known: each organisation has one of its own. Look in the Message Center of the Microsoft 365 admin center for the announcement to your organisation, then set its date here.',
    );
  }
  const { date, own, overruled } = deadline;
  if (!own) return el('p', {}, `${formatStated(date, reader)}, the date of the notice.`);
  const facts: [string, string | null][] = [
    ['Date', formatStated(date, reader)],
    ['Set by', `${own.by}, ${formatInstant(own.at, reader)}`],
    ['Reason', own.reason],
    ['Date of the notice', overruled && formatStated(overruled, reader)],
  ];
  return el(
    'dl',
    { class: 'facts' },
    facts.map(([title, value]) => value !== null && el('div', {}, el('dt', {}, title), el('dd', {}, value))),
  );
}

function createForm(
  deadline: DeadlineBody | null,
  { save, cancel }: { save: (date: string, reason: string | null) => Promise<void>; cancel: () => void },
): HTMLElement {
  const own = deadline?.own ? deadline : null;
  const date = el('input', { class: 'field', id: 'deadline-date', type: 'date', value: own?.date ?? '' });
  const reason = el('input', {
    class: 'field reason',
    id: 'deadline-reason',
    maxlength: MOST_REASON,
    value: own?.own?.reason ?? '',
    autocomplete: 'off',
  });
  const message = el('p', { class: 'failure', role: 'alert' });

  function submit(event: Event): void {
    event.preventDefault();
    show(message, date.value === '' ? 'Enter a day, month and year.' : null);
    if (date.value === '') return;
    save(date.value, reason.value.trim() || null).catch((error: unknown) =>
      show(message, explainRefusal(error)),
    );
  }

  return el(
    'form',
    { class: 'form', submit },
    el('div', { class: 'form-row' }, labelled('Date', date), labelled('Reason (optional)', reason)),
    el(
      'p',
      { class: 'secondary' },
      'It holds for everybody in your organisation: reminders and posted cards follow it.',
    ),
    message,
    saveOrCancel(cancel),
  );
}

/** The API names the field that is wrong before what is wrong with it. */
function explainRefusal(error: unknown): string {
  const text = describeError(error);
  return error instanceof ApiError ? text.replace(/^(date|reason): /, 'The $1 ') : text;
}
