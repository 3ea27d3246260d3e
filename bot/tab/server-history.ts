import type { ReportBody, ServerBody } from '../dashboard/campaign-body.ts';
import { describeError, type Api } from './api.ts';
import { el, show, type Child } from './dom.ts';
import { formatInstant, type Reader } from './format.ts';

/** The reports of a server, newest first, in a table row below it. */
export function createServerHistory(api: Pick<Api, 'get'>, reader: Reader) {
  return {
    async fill(row: HTMLElement, server: ServerBody): Promise<void> {
      const cell = el('td', { colspan: 6 });
      show(row, cell);
      try {
        const query = { server: server.id };
        const { reports } = await api.get<{ reports: ReportBody[] }>('/api/campaign/history', query);
        show(cell, renderContradiction(server), el('ol', { class: 'reports' }, reports.map(renderReport)));
      } catch (error) {
        show(cell, el('p', { class: 'failure' }, describeError(error)));
      }
    },
  };

  function renderReport({
    observedAt,
    reporter,
    confirmedBy,
    version,
    role,
    state,
    authentication,
  }: ReportBody): HTMLElement {
    const parts = [
      version && `version ${version}`,
      role,
      state !== 'in-use' && state,
      authentication && `${authentication}-based authentication`,
    ].filter(Boolean);
    return el(
      'li',
      {},
      el('span', { class: 'report-time' }, formatInstant(observedAt, reader)),
      ` ${parts.join(', ') || 'in use'} `,
      el(
        'span',
        { class: 'secondary' },
        `by ${reporter}${confirmedBy ? `, confirmed by ${confirmedBy}` : ''}`,
      ),
    );
  }
}

function renderContradiction({ contradiction }: ServerBody): Child {
  return (
    contradiction &&
    el(
      'p',
      { class: 'contradiction' },
      `${contradiction.reporter} reported ${contradiction.reported} within the same day. One of the two reports is wrong.`,
    )
  );
}
