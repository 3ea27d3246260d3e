import type { CampaignBody } from '../dashboard/campaign-body.ts';
import { createApi, ApiError, describeError, ConnectionError, type Api } from './api.ts';
import { show } from './dom.ts';
import { SignInError, type Host } from './host.ts';
import { followChanges } from './follow-changes.ts';
import { renderLoading, renderOpenInTeams, renderError } from './messages.ts';
import { createShell, type Shell } from './shell.ts';
import type { Reader } from './format.ts';
import { keepInAddress, parseSubPage } from './sub-page.ts';

/** Reloads regularly, because a new day and sent reminders cause no event. */
const REFRESH_MS = 30_000;

/** Shows the dashboard in `root` and keeps it up to date. */
export function startDashboard(root: Element, host: Host): void {
  const api = createApi(host);
  const reader: Reader = {
    locale: host.locale,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  let shell: Shell | null = null;
  let loading: Promise<void> | null = null;
  let isStale = false;
  let { notice } = parseSubPage(host.subPage);
  /** The chosen notice isn't loaded, which the reader hasn't been told yet. */
  let isForgotten = false;

  function choose(id: string | null): void {
    notice = id;
    keepInAddress('notice', id);
    refresh();
  }

  /** What was loaded for another notice than the one that is chosen by now is left out. */
  function showCampaign(campaign: CampaignBody): void {
    if (notice !== null && campaign.notice.id !== notice) return;
    if (!shell) {
      shell = createShell({ api, reader, host, refresh, choose });
      show(root, shell.element);
    }
    shell.update(campaign);
    shell.showConnection('live');
    if (isForgotten) shell.announce('The notice of this link isn’t loaded. This is the most urgent one.');
    isForgotten = false;
    host.loaded();
  }

  function showFailure(error: unknown): void {
    if (error instanceof ApiError && error.field === 'zone' && reader.zone !== 'UTC') {
      reader.zone = 'UTC'; // a browser may have a zone that the server refuses or doesn't know yet
      refresh();
      return;
    }
    if (error instanceof ApiError && error.status === 404 && notice !== null) {
      isForgotten = true; // a link may be older than the notices that are loaded
      choose(null);
      return;
    }
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
    loading = loadCampaign(api, notice, reader)
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

/** The campaign of a notice; of the most urgent one if it is null. */
function loadCampaign(api: Api, notice: string | null, { zone, locale }: Reader): Promise<CampaignBody> {
  return api.get<CampaignBody>('/api/campaign', { zone, locale, ...(notice === null ? {} : { notice }) });
}
