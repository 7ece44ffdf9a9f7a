import { addresses } from 'virtual:word-files';
import { batch, effect } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import { type Board, createBoard } from '../game/board/board.ts';
import { createPractice, type PracticeState } from './practice-state.ts';
import { practiceTexts } from './practice-texts.ts';
import { loadWords } from './practice-words.ts';

/** Practice with a board. */
export interface PracticeGame
  extends Pick<PracticeState, 'length' | 'play' | 'tally' | 'unavailable' | 'open'> {
  readonly board: Board;
  /** Starts the next word. */
  next(): void;
}

export function createPracticeGame(device: Device): PracticeGame {
  const { storage, now, fetch } = device;
  const practice = createPractice({
    load: (length) => loadWords(length, addresses, (address) => fetch(address, {})),
    storage,
    random: Math.random,
    now,
  });

  const send = async (word: string) => {
    batch(() => {
      const refused = practice.attempt(word);
      if (refused && refused !== 'row_conflict') {
        return board.showMessage(practiceTexts.value.unknownWord, 'refusal');
      }
      board.resetDraft();
      if (refused) board.showMessage(practiceTexts.value.playedElsewhere, 'refusal');
      else board.reveal();
    });
  };

  const board = createBoard({ ...device, play: practice.play, send });

  effect(() => {
    const length = practice.play.value?.length;
    if (length && board.draft.peek().cells.length !== length) board.resetDraft();
  });

  return {
    ...practice,
    board,
    next() {
      batch(() => {
        practice.next();
        board.resetDraft();
        board.clearMessages();
      });
    },
  };
}
