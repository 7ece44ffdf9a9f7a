import type { Fault } from './options.ts';
import type { Target } from './target.ts';

/**
 * Wraps a target so that its `end` reverts the faults that an interrupted drill has not reverted. It goes on when one cannot
 * be reverted, and rejects with an `AggregateError` in the end.
 */
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
      const errors: unknown[] = [];
      const collect = (error: unknown) => errors.push(error);
      for (const [name, fault] of injected) await target.revert(name, fault).catch(collect);
      injected.clear();
      await target.end().catch(collect);
      if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
    },
  };
}
