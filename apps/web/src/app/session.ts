import type { Player, Visitor } from '@motus/contracts';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../platform/api-client.ts';
import type { Ask } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/refusal-text.ts';
import { texts } from '../ui/texts/texts.ts';

/** Who is at the page. */
export type Session =
  /** Not known yet; `trouble` says why, for the player. */
  | { state: 'unknown'; trouble?: string }
  /** Somebody without an account; `loggedOut` where there was one when this page was opened. */
  | { state: 'guest'; loggedOut: boolean }
  | { state: 'in'; player: Player; operator: boolean };

/** What is known of who is at the page. There is always somebody who can play: without an account it is a guest. */
export interface SessionState {
  readonly current: ReadonlySignal<Session>;
  /** Asks the server who is there. */
  identify(): Promise<void>;
}

export interface SessionOptions {
  ask: Ask;
  me(): Promise<Answer<Visitor>>;
  /** Called when somebody else is there than before: what is known belongs to another. */
  onOther(): void;
}

export function createSession({ ask, me, onOther }: SessionOptions): SessionState {
  const current = signal<Session>({ state: 'unknown' });
  return {
    current,
    async identify() {
      const first = await ask(me);
      // A session that is refused is gone by now; whoever comes without one is a guest.
      const refused = !first.ok && first.problem.kind === 'logged_out';
      const answer = refused ? await ask(me) : first;
      const before = current.value;
      if (answer.ok) {
        const now = sessionOf(answer.value, before);
        if (ownerOf(before) !== null && ownerOf(now) !== ownerOf(before)) onOther();
        current.value = now;
      } else if (before.state === 'unknown') {
        current.value = {
          state: 'unknown',
          trouble: refusalText(answer.problem) ?? texts.value.unexpected,
        };
      }
    },
  };
}

/** Stands for the guest of this browser where an account has its id; no account has this one. */
export const GUEST = 'guest';

/** Whom a play belongs to; null while nobody is known. */
export function ownerOf(session: Session): string | null {
  if (session.state === 'in') return session.player.id;
  return session.state === 'guest' ? GUEST : null;
}

function sessionOf({ player, operator }: Visitor, before: Session): Session {
  if (player) return { state: 'in', player, operator };
  const loggedOut = before.state === 'in' || (before.state === 'guest' && before.loggedOut);
  return { state: 'guest', loggedOut };
}
