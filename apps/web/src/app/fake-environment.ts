import { signal } from '@preact/signals';
import type { Fetch } from '../platform/api-client.ts';
import { createStorage } from '../platform/storage.ts';
import type { Environment } from './environment.ts';

/** For tests: a device without sound and animations, with a storage of its own, on which no wait takes time. */
export function fakeEnvironment(fetch: Fetch, more: Partial<Environment> = {}): Environment {
  const items = new Map<string, string>();
  const wait = async () => {};
  return {
    site: { name: 'Motus', footer: '' },
    fetch,
    storage: createStorage(() => ({
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
    })),
    languages: ['fr-FR'],
    now: () => 0,
    wait,
    waitForNetwork: wait,
    reducedMotion: () => true,
    onCue() {},
    guessedLayout: signal('azerty' as const),
    newId: () => '11111111-2222-4333-8444-555555555555',
    navigate() {},
    onPlayed() {},
    ...more,
  };
}
