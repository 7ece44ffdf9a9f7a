import { signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app/app.tsx';
import { AppContext } from './app/app-context.ts';
import { createAppState } from './app/app-state.ts';
import { followAppearance } from './app/follow-appearance.ts';
import { addRefreshTriggers } from './app/refresh-triggers.ts';
import { readSite } from './app/site.ts';
import { guessLayout, layoutOfLanguage } from './game/keyboard/guess-layout.ts';
import { createCuePlayer } from './game/sound/cue-player.ts';
import { initialVolume } from './game/sound/sounds.ts';
import { newUuid, waitForNetwork } from './platform/browser.ts';
import { watchForUpdates } from './platform/offline/updates.ts';
import { createStorage } from './platform/storage.ts';
import './ui/styles/index.css';

const otherTabs = new BroadcastChannel('motus');
const guessedLayout = signal(layoutOfLanguage(navigator.language));
const motionQuery = matchMedia('(prefers-reduced-motion: reduce)');
const reducedMotion = () => motionQuery.matches;

const state = createAppState({
  site: readSite(document),
  fetch: (path, init) => fetch(path, init),
  storage: createStorage(() => localStorage),
  languages: navigator.languages,
  defaults: { volume: initialVolume(matchMedia('(pointer: coarse)').matches) },
  guessedLayout,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  waitForNetwork,
  reducedMotion,
  onCue: createCuePlayer(() => state.settings.current.value, reducedMotion),
  newId: newUuid,
  navigate: (hash) => {
    location.hash = hash;
  },
  onPlayed: () => otherTabs.postMessage('played'),
});

const followHash = () => state.setHash(location.hash);
followHash();
addEventListener('hashchange', followHash);

followAppearance(state.settings);
addRefreshTriggers(state, otherTabs);

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

// The service worker fetches every file of the page, so it starts after the first view has loaded.
addEventListener('load', () => {
  void watchForUpdates({
    navigator,
    reload: () => location.reload(),
    onUpdate: (update) => {
      state.update.value = update;
    },
  });
});
