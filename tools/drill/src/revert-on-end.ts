import type { Fault } from './options.ts';
import type { Target } from './target.ts';

/** Wraps a target so that its `end` reverts the faults that an interrupted drill has not reverted. */
export function revertFaultsOnEnd(target: Target): Target {
  const injected = new Map<string, Fault>();
  return {
    ...target,
    async inject(name, fault) {
      injected.set(name, fault);
      await target.inject(name, fault);
    },
    async revert(name, fault) {
      await target.revert(name, fault);
      injected.delete(name);
    },
    async end() {
      for (const [name, fault] of injected) await target.revert(name, fault);
      injected.clear();
      await target.end();
    },
  };
}
