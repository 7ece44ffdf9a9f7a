import { signal } from '@preact/signals';
import { render } from 'preact';
import { followAppearance } from './browser/appearance.ts';
import { createCues } from './browser/cues.ts';
import { followPlay } from './browser/follow-play.ts';
import { newUuid } from './browser/new-uuid.ts';
import { waitForNetwork } from './browser/wait-for-network.ts';
import { App } from './components/app.tsx';
import { AppContext } from './components/app-context.ts';
import { guessLayout, layoutOfLanguage } from './keyboards/guess-layout.ts';
import { followUpdates } from './offline/updates.ts';
import { initialVolume } from './sound/sounds.ts';
import { createAppState } from './state/app-state.ts';
import { siteOf } from './state/site.ts';
import { createStorage } from './state/storage.ts';
import './styles/index.css';

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
