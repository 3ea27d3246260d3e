import type { ServerStatus, StatusCount } from '../dashboard/campaign-body.ts';
import { el } from './dom.ts';

const COLOURS: Readonly<Record<ServerStatus, string>> = {
  retired: 'danger',
  'out-of-support': 'warning',
  'below-minimum': 'warning',
  unknown: 'informative',
  'no-version': 'informative',
  supported: 'success',
  migrated: 'success',
  decommissioned: 'subtle',
};

/** The status in a few words, with its meaning as a tooltip. */
export function statusBadge(status: ServerStatus, summary: readonly StatusCount[]): HTMLElement {
  const known = summary.find((each) => each.status === status);
  const attributes = { class: `badge ${COLOURS[status]}`, title: known?.meaning };
  return el('span', attributes, known?.label ?? status);
}
