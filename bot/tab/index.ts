import './components.ts';
import { openHost } from './host.ts';
import { startDashboard } from './start-dashboard.ts';
import { followTheme } from './theme.ts';

const root = document.querySelector('#app');
if (root) {
  const host = await openHost();
  document.documentElement.lang = 'en';
  followTheme(host);
  startDashboard(root, host);
}
