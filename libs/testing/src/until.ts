import { holdsWithin } from '@motus/local-system';

/**
 * Polls until a condition holds. An error of the condition counts as not yet.
 *
 * @param timeoutMs how long to poll; by default for a busy machine: what holds at once on an idle one may take many seconds
 * @throws an `Error` that quotes the condition, with the last error of the condition as its cause
 */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  let cause: unknown;
  const holds = await holdsWithin(async () => {
    try {
      return await condition();
    } catch (error) {
      cause = error;
      return false;
    }
  }, timeoutMs);
  if (holds) return;
  const quoted = String(condition).replaceAll(/\s+/g, ' ');
  const reason = cause instanceof Error ? `; last error: ${cause.message}` : '';
  throw new Error(`did not hold within ${timeoutMs / 1000} s: ${quoted}${reason}`, { cause });
}
