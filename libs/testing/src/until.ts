import { holdsWithin } from '@motus/local-system';

/**
 * Polls until a condition holds. An error of the condition counts as not yet.
 *
 * @param within milliseconds
 * @throws an `Error` that quotes the condition, with the last error of the condition as its cause
 */
export async function until(condition: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  let cause: unknown;
  const holds = await holdsWithin(async () => {
    try {
      return await condition();
    } catch (error) {
      cause = error;
      return false;
    }
  }, within);
  if (holds) return;
  const quoted = String(condition).replaceAll(/\s+/g, ' ');
  const reason = cause instanceof Error ? `; last error: ${cause.message}` : '';
  throw new Error(`did not hold within ${within / 1000} s: ${quoted}${reason}`, { cause });
}
