import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AppState } from './app-state.ts';

/** Passes the state of the page to the components; `main.tsx` provides it. */
export const AppContext = createContext<AppState | null>(null);

/** @throws Error outside of {@link AppContext} */
export function useApp(): AppState {
  const state = useContext(AppContext);
  if (!state) throw new Error('a component of the page is rendered outside of AppContext');
  return state;
}
