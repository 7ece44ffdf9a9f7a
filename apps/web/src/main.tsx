import { signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app/app.tsx';
import { AppContext } from './app/app-context.ts';
import { createAppState } from './app/app-state.ts';
import { followAppearance } from './app/follow-appearance.ts';
import { followPlay } from './app/refresh-triggers.ts';
import { siteOf } from './app/site.ts';
import { guessLayout, layoutOfLanguage } from './game/keyboard/guess-layout.ts';
import { createCues } from './game/sound/cue-player.ts';
import { initialVolume } from './game/sound/sounds.ts';
import { newUuid } from './platform/new-uuid.ts';
import { followUpdates } from './platform/offline/updates.ts';
import { createStorage } from './platform/storage.ts';
import { waitForNetwork } from './platform/wait-for-network.ts';
import './ui/styles/index.css';

const otherTabs = new BroadcastChannel('motus');
const guessedLayout = signal(layoutOfLanguage(navigator.language));
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const calm = () => reducedMotion.matches;

const state = createAppState({
  site: siteOf(document),
  fetch: (path, init) => fetch(path, init),
  storage: createStorage(() => localStorage),
  languages: navigator.languages,
  defaults: { volume: initialVolume(matchMedia('(pointer: coarse)').matches) },
  guessedLayout,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  waitForNetwork,
  calm,
  onCue: createCues(() => state.settings.current.value, calm),
  newId: newUuid,
  goTo: (hash) => {
    location.hash = hash;
  },
  onPlayed: () => otherTabs.postMessage('played'),
});

const followAddress = () => state.follow(location.hash);
followAddress();
addEventListener('hashchange', followAddress);

followAppearance(state.settings);
followPlay(state, otherTabs);

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

// What may be needed offline is loaded once the page has all that it needs now.
addEventListener('load', () => {
  void followUpdates({
    navigator,
    reload: () => location.reload(),
    onUpdate: (update) => {
      state.update.value = update;
    },
  });
});
