import type { AppState } from './app-state.ts';

/** Keeps the page in step with the clock, and with what may have been played elsewhere. */
export function followPlay(state: AppState, otherTabs: BroadcastChannel): void {
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
}
