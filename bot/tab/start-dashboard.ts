import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createApi, ApiError, describeError, ConnectionError, type Api } from './api.ts';
import { show } from './dom.ts';
import { SignInError, type Host } from './host.ts';
import { followChanges } from './follow-changes.ts';
import { renderLoading, renderOpenInTeams, renderError } from './messages.ts';
import { createShell, type Shell } from './shell.ts';
import type { Reader } from './format.ts';

/** Reloads regularly, because a new day and sent reminders cause no event. */
const REFRESH_MS = 30_000;

/** Shows the dashboard in `root` and keeps it up to date. */
export function startDashboard(root: Element, host: Host): void {
  const api = createApi(host);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const reader: Reader = { locale: host.locale, zone };
  let shell: Shell | null = null;
  let loading: Promise<void> | null = null;
  let isStale = false;

  function showCampaign(campaign: CampaignBody): void {
    if (!shell) {
      shell = createShell({ api, reader, host, refresh });
      show(root, shell.element);
    }
    shell.update(campaign);
    shell.showConnection('live');
    host.loaded();
  }

  function showFailure(error: unknown): void {
    if (shell) {
      // The last known state stays on the page, with a message.
      if (error instanceof ConnectionError) shell.showConnection('offline');
      else shell.showError(describeError(error));
      return;
    }
    const isSignedOut = error instanceof ApiError && error.status === 401;
    if (isSignedOut && host.kind === 'browser') show(root, renderOpenInTeams());
    else {
      const title = error instanceof SignInError ? 'Couldn’t sign you in' : 'Couldn’t load the dashboard';
      show(root, renderError({ title, text: describeError(error), retry }));
    }
    host.loaded();
  }

  /** One request at a time; a change during it causes one more. */
  function refresh(): void {
    if (loading) {
      isStale = true;
      return;
    }
    loading = loadCampaign(api, reader)
      .then(showCampaign, showFailure)
      .finally(() => {
        loading = null;
        if (isStale) {
          isStale = false;
          refresh();
        }
      });
  }

  function retry(): void {
    show(root, renderLoading());
    refresh();
  }

  retry();
  followChanges(api, { onChange: refresh, onDisconnect: () => shell?.showConnection('offline') });
  setInterval(refresh, REFRESH_MS);
}

function loadCampaign(api: Api, { zone, locale }: Reader): Promise<CampaignBody> {
  return api.get<CampaignBody>('/api/campaign', { zone, locale });
}
