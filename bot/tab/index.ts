import './components.ts';
import { startDashboard } from './start-dashboard.ts';
import { followTheme } from './theme.ts';
import { openHost } from './open-host.ts';

const root = document.querySelector('#app');
if (root) {
  const host = await openHost();
  document.documentElement.lang = 'en';
  followTheme(host);
  startDashboard(root, host);
}
