import { render } from 'preact';
import { App } from './components/app.tsx';
import { AppContext } from './components/app-context.ts';
import { createAppState } from './state/app-state.ts';
import './styles/index.css';

const state = createAppState({
  fetch: (path, init) => fetch(path, init),
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

const followAddress = () => state.follow(location.hash);
followAddress();
addEventListener('hashchange', followAddress);

setInterval(() => state.game.tick(), 1000);
// Meanwhile another tab or device may have played, or somebody may have logged in or out.
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
