import type { Fault } from './options.ts';
import type { Target } from './target.ts';

/** The same system, but its end takes back whatever is still done to it: a drill may be interrupted at any time. */
export function puttingBack(target: Target): Target {
  const done = new Map<string, Fault>();
  return {
    ...target,
    async inject(name, fault) {
      done.set(name, fault);
      await target.inject(name, fault);
    },
    async revert(name, fault) {
      await target.revert(name, fault);
      done.delete(name);
    },
    async end() {
      for (const [name, fault] of done) await target.revert(name, fault);
      done.clear();
      await target.end();
    },
  };
}
