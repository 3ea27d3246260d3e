import type { ReportBody, ServerBody } from '../dashboard/campaign-body.ts';
import { tellFailure, type Api } from './api.ts';
import { el, show, type Child } from './dom.ts';
import { writeInstant, type Reader } from './words.ts';

/** What was reported of a server, the newest first, in a row below it. */
export function createServerHistory(api: Pick<Api, 'get'>, reader: Reader) {
  return {
    async fill(row: HTMLElement, server: ServerBody): Promise<void> {
      const cell = el('td', { colspan: 5 });
      show(row, cell);
      try {
        const query = { server: server.id };
        const { reports } = await api.get<{ reports: ReportBody[] }>('/api/campaign/history', query);
        show(cell, doubt(server), el('ol', { class: 'reports' }, reports.map(tell)));
      } catch (error) {
        show(cell, el('p', { class: 'failure' }, tellFailure(error)));
      }
    },
  };

  function tell({ observedAt, reporter, version, role, state }: ReportBody): HTMLElement {
    const said = [version && `version ${version}`, role, state !== 'in-use' && state].filter(Boolean);
    return el(
      'li',
      {},
      el('span', { class: 'report-time' }, writeInstant(observedAt, reader)),
      ` ${said.join(', ') || 'in use'} `,
      el('span', { class: 'quiet' }, `by ${reporter}`),
    );
  }
}

function doubt({ contradiction }: ServerBody): Child {
  return (
    contradiction &&
    el(
      'p',
      { class: 'doubt' },
      `${contradiction.reporter} reported ${contradiction.version} within a day: one of the two is mistaken.`,
    )
  );
}
