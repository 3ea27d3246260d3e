import { CLOUDS, type CloudName } from '../sources/graph/clouds.ts';

/** The id of the dashboard's tab in the app's manifest. */
const TAB = 'dashboard';

/** The address of a dashboard view such as `servers/AADC01` or `overview?notice=ID`; null if the app's Teams id is not configured. */
export type DashboardLink = (view: string) => string | null;

/**
 * In Teams the deep link to the tab, in local mode the page itself:
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 */
export function createDashboardLink({
  bot,
  cloud,
  port,
  publicUrl,
  teamsAppId,
}: {
  /** Null in local mode. */
  bot: object | null;
  cloud: CloudName;
  port: number;
  publicUrl: string | null;
  /** The app's id in Teams; null if not configured. */
  teamsAppId: string | null;
}): DashboardLink {
  const page = (origin: string, view: string) => `${origin}/tab/?view=${encodeURIComponent(view)}`;
  if (!bot) return (view) => page(publicUrl ?? `http://localhost:${port}`, view);
  if (!teamsAppId) return () => null;
  return (view) => {
    const query = new URLSearchParams({
      ...(publicUrl && { webUrl: page(publicUrl, view) }),
      label: 'Cutover',
      context: JSON.stringify({ subEntityId: view }),
    });
    return `${CLOUDS[cloud].teams}/l/entity/${teamsAppId}/${TAB}?${query.toString().replaceAll('+', '%20')}`;
  };
}

/** A card's button that opens the view; none without an address. */
export function dashboardButton(link: DashboardLink, view: string): { title: string; url: string }[] {
  const url = link(view);
  return url ? [{ title: 'Open the dashboard', url }] : [];
}
