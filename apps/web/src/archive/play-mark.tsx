import type { ArchivedPlay } from '@motus/contracts';

/** How a play ended, for the eye, by shape, colour and sign: whoever uses it says it in words as well. */
export function PlayMark({ state, attempts, archive }: Omit<ArchivedPlay, 'day'>) {
  return (
    <span class="play-mark" data-state={state} data-archive={archive || undefined} aria-hidden="true">
      {state === 'won' ? attempts : SIGNS[state]}
    </span>
  );
}

const SIGNS = { lost: '×', playing: '…' };
