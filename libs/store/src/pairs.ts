/**
 * The pairs of a flat Redis reply, for instance of `HGETALL`, or of `ZRANGE` with `WITHSCORES`.
 *
 * @param reply key, value, key, …
 */
export function pairsOf(reply: readonly string[]): [key: string, value: string][] {
  return reply.flatMap((key, i) => (i % 2 === 0 ? [[key, reply[i + 1] ?? '']] : []));
}
