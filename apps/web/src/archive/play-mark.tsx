import type { ArchivedPlay } from '@motus/contracts';

/** The result of a play as shape, colour and sign, hidden from screen readers: add a text for them. */
export function PlayMark({ state, attempts, archive }: Omit<ArchivedPlay, 'day'>) {
  return (
    <span class="play-mark" data-state={state} data-archive={archive || undefined} aria-hidden="true">
      {state === 'won' ? attempts : STATE_SIGNS[state]}
    </span>
  );
}

const STATE_SIGNS = { lost: '×', playing: '…' };
