import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createApi, Refusal, tellFailure, Unreachable, type Api } from './api.ts';
import { show } from './dom.ts';
import { SignInError, type Host } from './host.ts';
import { listen } from './live.ts';
import { tellLoading, tellOpenInTeams, tellTrouble } from './messages.ts';
import { createShell, type Shell } from './shell.ts';
import type { Reader } from './words.ts';

/** Days pass and reminders go out without an event: so often everything is asked anew. */
const REFRESH_MS = 30_000;

/** Shows the dashboard in `root`, and keeps it as the server has it. */
export function startDashboard(root: Element, host: Host): void {
  const api = createApi(host);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const reader: Reader = { locale: host.locale, zone };
  let shell: Shell | null = null;
  let asking: Promise<void> | null = null;
  let isOwed = false;

  function take(campaign: CampaignBody): void {
    if (!shell) {
      shell = createShell({ api, reader, host, refresh });
      show(root, shell.element);
    }
    shell.update(campaign);
    shell.tellConnection('live');
    host.loaded();
  }

  function fail(error: unknown): void {
    if (shell) {
      // What is shown stays: it was true a moment ago, and says that it may not be any more.
      if (error instanceof Unreachable) shell.tellConnection('offline');
      else shell.tellProblem(tellFailure(error));
      return;
    }
    const isSignedOut = error instanceof Refusal && error.status === 401;
    if (isSignedOut && host.kind === 'browser') show(root, tellOpenInTeams());
    else {
      const title = error instanceof SignInError ? 'You are not signed in' : 'The dashboard cannot be shown';
      show(root, tellTrouble({ title, text: tellFailure(error), again }));
    }
    host.loaded();
  }

  /** One question at a time; what changes meanwhile is asked for once more. */
  function refresh(): void {
    if (asking) {
      isOwed = true;
      return;
    }
    asking = ask(api, reader)
      .then(take, fail)
      .finally(() => {
        asking = null;
        if (isOwed) {
          isOwed = false;
          refresh();
        }
      });
  }

  function again(): void {
    show(root, tellLoading());
    refresh();
  }

  again();
  listen(api, { heard: refresh, lost: () => shell?.tellConnection('offline') });
  setInterval(refresh, REFRESH_MS);
}

function ask(api: Api, { zone, locale }: Reader): Promise<CampaignBody> {
  return api.get<CampaignBody>('/api/campaign', { zone, locale });
}
