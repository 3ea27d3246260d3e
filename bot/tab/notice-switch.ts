import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createPart, el } from './dom.ts';

/** Chooses the notice that the views show; nothing to see where there is only one. */
export interface NoticeSwitch {
  element: HTMLElement;
  update(campaign: Pick<CampaignBody, 'notice' | 'notices'>): void;
}

export function createNoticeSwitch(choose: (notice: string) => void): NoticeSwitch {
  const element = el('div', { class: 'switch' });
  const update = createPart(
    element,
    ({ shown, options }: { shown: string; options: readonly (readonly [string, string])[] }) => [
      options.length > 1 && [
        el('label', { class: 'field-label', for: 'notice' }, 'Notice'),
        el(
          'select',
          {
            class: 'field',
            id: 'notice',
            'data-key': 'notice',
            change: (event) => choose((event.currentTarget as HTMLSelectElement).value),
          },
          options.map(([id, subject]) => el('option', { value: id, selected: id === shown }, subject)),
        ),
      ],
    ],
  );
  return {
    element,
    update: ({ notice, notices }) =>
      update({ shown: notice.id, options: notices.map(({ id, subject }) => [id, subject] as const) }),
  };
}
