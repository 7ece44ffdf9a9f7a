import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { applyAppearance, THEME_QUERIES } from './appearance.ts';
import { App } from './components/app.tsx';
import { AppContext } from './components/app-context.ts';
import { guessLayout, layoutOfLanguage } from './keyboards/guess-layout.ts';
import { followUpdates } from './offline/updates.ts';
import { createSounds, initialVolume } from './sound/sounds.ts';
import { createVibration } from './sound/vibration.ts';
import { createAppState } from './state/app-state.ts';
import { siteOf } from './state/site.ts';
import { createStorage } from './state/storage.ts';
import { waitForNetwork } from './wait-for-network.ts';
import './styles/index.css';

const otherTabs = new BroadcastChannel('motus');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const isPhone = matchMedia('(pointer: coarse)').matches;
const guessedLayout = signal(layoutOfLanguage(navigator.language));
const sounds = createSounds({
  createContext: () => new AudioContext(),
  volume: () => state.settings.current.value.volume,
  isHidden: () => document.hidden,
});
const vibrate = createVibration({
  navigator,
  isOn: () => state.settings.current.value.vibration && !calm.matches,
});

const state = createAppState({
  site: siteOf(document),
  fetch: (path, init) => fetch(path, init),
  storage: createStorage(() => localStorage),
  languages: navigator.languages,
  defaults: { volume: initialVolume(isPhone) },
  guessedLayout,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  waitForNetwork,
  calm: () => calm.matches,
  onCue(cue) {
    sounds.play(cue);
    vibrate(cue);
  },
  onPlayed: () => otherTabs.postMessage('played'),
});

for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, sounds.unlock);

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
void guessLayout(navigator).then((layout) => {
  guessedLayout.value = layout;
});
// Loads what the page may need offline, once it has all that it needs now.
addEventListener('load', () => {
  void followUpdates({
    navigator,
    reload: () => location.reload(),
    onUpdate: (update) => {
      state.update.value = update;
    },
  });
});
