import { statSync } from 'node:fs';
import { REPOSITORY } from '@motus/local-system';

/**
 * The warning for a game that root starts: everything that listens then runs as root, too. The runner does not change to
 * another user by itself: that user might not be able to read the clone, and root could no longer start the game on data
 * that belongs to somebody else.
 *
 * @param user  who runs this process
 * @param owner who owns the clone
 * @returns undefined for any other user than root
 */
export function rootNotice(user = process.getuid?.(), owner = statSync(REPOSITORY).uid): string | undefined {
  if (user !== 0) return undefined;
  const instead =
    owner === 0
      ? 'an ordinary user can start it from a clone of their own instead'
      : `now that HAProxy and Redis are installed, user ${owner}, who owns this clone, can start it instead`;
  return `the game runs as root, because root started it and owns its data: ${instead}`;
}
