import type { AppState } from './app-state.ts';

/** Updates the countdown every second, and refreshes the state when something may have changed elsewhere. */
export function addRefreshTriggers(state: AppState, otherTabs: BroadcastChannel): void {
  setInterval(() => state.game.tick(), 1000);
  otherTabs.addEventListener('message', () => void state.refresh());
  // While the page was hidden, the player may have played on another device, logged in or logged out.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void state.refresh();
  });
  // The browser restored the page from its back/forward cache.
  addEventListener('pageshow', (event) => {
    if (event.persisted) void state.refresh();
  });
}
