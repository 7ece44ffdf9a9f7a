import { effect } from '@preact/signals';
import { render } from 'preact';
import { applyAppearance, THEME_QUERIES } from './appearance.ts';
import { App } from './components/app.tsx';
import { AppContext } from './components/app-context.ts';
import { createAppState } from './state/app-state.ts';
import { siteOf } from './state/site.ts';
import { createStorage } from './state/storage.ts';
import { waitForNetwork } from './wait-for-network.ts';
import './styles/index.css';

const otherTabs = new BroadcastChannel('motus');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const state = createAppState({
  site: siteOf(document),
  fetch: (path, init) => fetch(path, init),
  storage: createStorage(() => localStorage),
  languages: navigator.languages,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  waitForNetwork,
  calm: () => calm.matches,
  onCue() {},
  onPlayed: () => otherTabs.postMessage('played'),
});

const followAddress = () => state.follow(location.hash);
followAddress();
addEventListener('hashchange', followAddress);

const root = document.documentElement;
const themeColour = document.querySelector('meta[name="theme-color"]');
const dress = () => {
  applyAppearance(root, state.settings.current.value, window);
  themeColour?.setAttribute('content', getComputedStyle(root).getPropertyValue('--ground'));
};
effect(dress);
for (const query of THEME_QUERIES) matchMedia(query).addEventListener('change', dress);
addEventListener('storage', () => state.settings.reload());

setInterval(() => state.game.tick(), 1000);
otherTabs.addEventListener('message', () => void state.refresh());
// Meanwhile another device may have played, or somebody may have logged in or out.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void state.refresh();
});
// Back to a page that the browser had kept.
addEventListener('pageshow', (event) => {
  if (event.persisted) void state.refresh();
});

const page = document.getElementById('page');
if (page) {
  render(
    <AppContext.Provider value={state}>
      <App />
    </AppContext.Provider>,
    page,
  );
}
void state.start();
