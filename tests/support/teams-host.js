/**
 * Stands in for Teams around a tab: answers what teams-js sends, as the library's source says that Teams does
 * (internal/communication, public/app, public/authentication, public/pages/config).
 */
/* global document, window */
const tab = document.querySelector('iframe');
const { context, tokens } = window.hostSettings;
window.heard = [];

const runtime = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: { pages: { config: {}, appButton: {}, tabs: {} }, dialog: {}, teamsCore: {} },
};

const answers = {
  initialize: () => [context.frameContext, 'web', JSON.stringify(runtime), '2.58.0'],
  getContext: () => [context],
  // The last answer stays: a page may ask as often as it likes.
  'authentication.getAuthToken': () => (tokens.length > 1 ? tokens.shift() : tokens[0]),
  'settings.setSettings': () => [true],
};

window.addEventListener('message', ({ data, source }) => {
  if (source !== tab.contentWindow || typeof data.func !== 'string') return;
  window.heard.push({ func: data.func, args: data.args });
  const answer = answers[data.func];
  if (!answer) return;
  const { id, uuidAsString } = data;
  source.postMessage({ id, uuidAsString, args: answer(data.args) }, '*');
});

window.tell = (func, args) => tab.contentWindow.postMessage({ func, args }, '*');
