import type { Player, Visitor } from '@motus/contracts';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ApiResult } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';
import { refusalText, texts } from '../ui/texts/texts.ts';

/** Who uses the page. */
export type Session =
  /** Not known yet; `error` says why to the player, after a failure. */
  | { state: 'unknown'; error?: string }
  /** A visitor without an account; `loggedOut` if a player was logged in earlier on this page. */
  | { state: 'guest'; loggedOut: boolean }
  | { state: 'player'; player: Player; operator: boolean };

/** The session of the page. Everybody can play: a visitor without an account is a guest. */
export interface SessionState {
  readonly current: ReadonlySignal<Session>;
  /** Reads the session from the server. */
  identify(): Promise<void>;
  /** Returns the owner of the plays as the server knows it, in one request; the session stays as it is. */
  readOwner(): Promise<ApiResult<string>>;
}

export interface SessionOptions {
  retry: Retry;
  me(): Promise<ApiResult<Visitor>>;
  /** Called when another visitor uses the page: everything read so far belongs to the previous one. */
  onVisitorChange(): void;
}

export function createSession({ retry, me, onVisitorChange }: SessionOptions): SessionState {
  const current = signal<Session>({ state: 'unknown' });
  return {
    current,
    async identify() {
      const first = await retry.read(me);
      // The server drops a session that it refuses; without a session the second request makes a guest.
      const refused = !first.ok && first.problem.kind === 'logged_out';
      const result = refused ? await retry.read(me) : first;
      const before = current.value;
      if (result.ok) {
        const now = sessionOf(result.value, before);
        if (ownerOf(before) !== null && ownerOf(now) !== ownerOf(before)) onVisitorChange();
        current.value = now;
      } else if (before.state === 'unknown') {
        current.value = { state: 'unknown', error: refusalText(result.problem) ?? texts.value.unexpected };
      }
    },
    async readOwner() {
      const result = await me();
      return result.ok ? { ok: true, value: result.value.player?.id ?? GUEST } : result;
    },
  };
}

/** The owner of a guest's plays in this browser; no account has this id. */
export const GUEST = 'guest';

/** Returns the owner of the plays: the id of an account or {@link GUEST}; null if the session is not known. */
export function ownerOf(session: Session): string | null {
  if (session.state === 'player') return session.player.id;
  return session.state === 'guest' ? GUEST : null;
}

function sessionOf({ player, operator }: Visitor, before: Session): Session {
  if (player) return { state: 'player', player, operator };
  const loggedOut = before.state === 'player' || (before.state === 'guest' && before.loggedOut);
  return { state: 'guest', loggedOut };
}
