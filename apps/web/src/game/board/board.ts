import type { Mark } from '@motus/game';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../platform/api-client.ts';
import { gameTexts } from '../game-texts.ts';
import type { BoardEffects } from './board-effects.ts';
import { createBoardMessages, type Message } from './board-messages.ts';
import { type Draft, emptyDraft, wordOf } from './draft.ts';
import { createDraftEditor, type DraftEditor } from './draft-editor.ts';
import { type GridPlay, type GridRow, gridRows, isOpen, rowSentence } from './grid-rows.ts';
import { unusedHint } from './hard-mode.ts';
import { hintsOf, letterMarks } from './marks.ts';
import { createRowReveal } from './row-reveal.ts';

/** The grid and the keyboard of a play: its rows, the draft, and the messages to the player. */
export interface Board extends DraftEditor {
  readonly play: ReadonlySignal<GridPlay | null>;
  readonly rows: ReadonlySignal<readonly GridRow[]>;
  /** The best mark of each letter so far, for the keys. */
  readonly letters: ReadonlySignal<ReadonlyMap<string, Mark>>;
  readonly draft: ReadonlySignal<Draft>;
  /** True while a word is being judged. */
  readonly sending: ReadonlySignal<boolean>;
  /** True while the letters of the last row are revealed one after the other. */
  readonly revealing: ReadonlySignal<boolean>;
  /** True once a win has been revealed on this page. */
  readonly justWon: ReadonlySignal<boolean>;
  readonly message: ReadonlySignal<Message | null>;
  /** For screen readers: the last judged row, or the cell that the cursor reached. */
  readonly announcement: ReadonlySignal<string>;
  /** Sends the word of the draft; shows a message instead if letters or hints are missing. */
  submit(): Promise<void>;
  showMessage(text: string, tone?: Message['tone']): void;
  /** Shows why the server refused a word. */
  showRefusal(refusal: Refusal, word: string): void;
  clearMessages(): void;
  /** Replaces the draft; with an empty one by default. */
  resetDraft(draft?: Draft): void;
  /** Clears the messages and stops waiting for the word being judged: they belong to another visitor. */
  reset(): void;
  /** Announces and reveals the row that was added last. Call it in the same batch as the change of the play. */
  reveal(): void;
}

export interface BoardOptions extends BoardEffects {
  play: ReadonlySignal<GridPlay | null>;
  /** Has a complete word judged. When it resolves, the play has changed or a refusal is shown. */
  send(word: string): Promise<void>;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export function createBoard(options: BoardOptions): Board {
  const { play, send, hardMode, onCue } = options;
  const draft = signal<Draft>(emptyDraft(0));
  const sending = signal(false);
  // Identifies the word being judged; the end of an earlier one changes nothing.
  let latest = 0;
  const messages = createBoardMessages({ onCue });
  const reveal = createRowReveal(options);
  const { visiblePlay, revealing, justWon } = reveal;

  const hints = computed(() => (visiblePlay.value ? hintsOf(visiblePlay.value) : []));
  const rows = computed(() =>
    visiblePlay.value ? gridRows(visiblePlay.value, draft.value, hints.value, revealing.value) : [],
  );
  const canEdit = () => !sending.value && play.value !== null && isOpen(play.value);

  return {
    ...createDraftEditor({ draft, hints, rows, messages, canEdit, onCue }),
    play,
    rows,
    letters: computed(() => (visiblePlay.value ? letterMarks(visiblePlay.value) : new Map())),
    draft,
    sending,
    revealing,
    justWon,
    message: messages.message,
    announcement: messages.announcement,
    async submit() {
      if (!play.value || !canEdit()) return;
      const word = wordOf(draft.value, hints.value);
      const error = validationError(word, play.value, hardMode());
      if (word === null || error) return messages.show(error ?? '', 'refusal');
      const id = ++latest;
      sending.value = true;
      messages.dismiss();
      await send(word);
      if (id === latest) sending.value = false;
    },
    showMessage: messages.show,
    showRefusal: messages.showRefusal,
    clearMessages: messages.clear,
    resetDraft(next) {
      reveal.stop();
      draft.value = next ?? emptyDraft(play.value?.length ?? 0);
    },
    reset() {
      latest++;
      sending.value = false;
      messages.clear();
    },
    reveal() {
      const row = play.value?.rows.at(-1);
      if (!play.value || !row) return;
      messages.announce(rowSentence(play.value.rows.length, row.word, row.pattern));
      reveal.start();
    },
  };
}

/** Says why a word cannot be sent: letters are missing or, in hard mode, a hint is not used. */
function validationError(word: string | null, play: GridPlay, hardMode: boolean): string | undefined {
  if (word === null) return gameTexts.value.game.incomplete(play.length);
  const unused = hardMode ? unusedHint(word, play.rows) : undefined;
  if (unused?.kind === 'place') return gameTexts.value.hardMode.place(unused.letter, unused.place);
  return unused && gameTexts.value.hardMode.letter(unused.letter, unused.count);
}
