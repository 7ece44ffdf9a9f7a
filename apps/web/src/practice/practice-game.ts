import { addresses } from 'virtual:word-files';
import { batch, effect } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import { type Board, createBoard } from '../game/board/board.ts';
import { texts } from '../ui/texts/texts.ts';
import { createPractice, type PracticeState } from './practice-state.ts';
import { loadWords } from './practice-words.ts';

/** Practice on a board. */
export interface PracticeGame
  extends Pick<PracticeState, 'length' | 'play' | 'tally' | 'unavailable' | 'open'> {
  readonly board: Board;
  /** Gives another word. */
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
        return board.say(texts.value.practice.unknownWord, 'refusal');
      }
      board.rewrite();
      if (refused) board.say(texts.value.practice.playedElsewhere, 'refusal');
      else board.reveal();
    });
  };

  const board = createBoard({ ...device, play: practice.play, send });

  effect(() => {
    const length = practice.play.value?.length;
    if (length && board.draft.peek().cells.length !== length) board.rewrite();
  });

  return {
    ...practice,
    board,
    next() {
      batch(() => {
        practice.next();
        board.rewrite();
        board.hush();
      });
    },
  };
}
