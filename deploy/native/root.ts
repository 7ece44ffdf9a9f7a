import { statSync } from 'node:fs';
import { REPOSITORY } from '../../libs/system/src/index.ts';

/**
 * A line for whoever starts the game as root: everything that listens is root's then too. To become somebody else is not
 * for a program to decide here: the clone may be where nobody else can read, and who owned the data could not tell any
 * more who may start the game.
 *
 * @param user  who runs this process
 * @param owner who owns the clone
 * @returns undefined where it is an ordinary user
 */
export function rootNotice(user = process.getuid?.(), owner = statSync(REPOSITORY).uid): string | undefined {
  if (user !== 0) return undefined;
  const instead =
    owner === 0
      ? 'an ordinary user who starts a clone of their own gets one that is not'
      : `now that HAProxy and Redis are there, user ${owner}, whose clone this is, can start it`;
  return `all that listens runs as root, because root started it and owns its data: ${instead}`;
}
