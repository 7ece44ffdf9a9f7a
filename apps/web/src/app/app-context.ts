import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AppState } from './app-state.ts';

/** Carries the page's state to its components; main.tsx provides it. */
export const AppContext = createContext<AppState | null>(null);

export function useApp(): AppState {
  const state = useContext(AppContext);
  if (!state) throw new Error('a component of the page is rendered outside of AppContext');
  return state;
}
