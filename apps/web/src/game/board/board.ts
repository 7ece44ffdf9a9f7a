import type { Mark } from '@motus/contracts';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../platform/api-client.ts';
import { texts } from '../../ui/texts/texts.ts';
import type { Cue } from '../sound/cue.ts';
import {
  clearCell,
  type Draft,
  emptyDraft,
  eraseLetter,
  moveCursor,
  shownCursor,
  typeLetter,
  wordOf,
} from './draft.ts';
import { type GridPlay, type GridRow, gridRows, rowSentence, spokenCell } from './grid-rows.ts';
import { unusedHint } from './hard-mode.ts';
import { lettersOf } from './letters.ts';
import { hintsOf, letterMarks } from './marks.ts';

/** What the line under the grid says. A new object each time, so that the same words twice are heard twice. */
export interface Message {
  readonly text: string;
  readonly tone: 'note' | 'refusal';
  /** What the server refused, and why. */
  readonly refused?: { readonly word: string; readonly code: string };
}

/** A refusal of the server. */
type Refusal = Extract<Problem, { kind: 'refused' }>;

/** What the board takes from the device and from the player's settings. */
export interface Feel {
  /** Whether nothing should move: letters are then revealed all at once. */
  calm(): boolean;
  hardMode(): boolean;
  /** Lets a moment of the game be heard and felt. */
  onCue(event: Cue): void;
}

/** The grid and the keyboard: the row being written, the rows revealed letter by letter, and what is said of them. */
export interface Board {
  readonly play: ReadonlySignal<GridPlay | null>;
  readonly rows: ReadonlySignal<readonly GridRow[]>;
  /** The best mark that each letter has had so far, for the keys. */
  readonly letters: ReadonlySignal<ReadonlyMap<string, Mark>>;
  readonly draft: ReadonlySignal<Draft>;
  /** True while a word is under way. */
  readonly sending: ReadonlySignal<boolean>;
  /** True while the letters of the last row are turned one after the other. */
  readonly revealing: ReadonlySignal<boolean>;
  /** True from the end of a play that was won on this page, and not only looked at. */
  readonly justWon: ReadonlySignal<boolean>;
  readonly message: ReadonlySignal<Message | null>;
  /** For those who listen: the row that was answered last, the cell that the cursor came to. */
  readonly announcement: ReadonlySignal<string>;
  /** Writes a text into the row; accents are welcome, what is no letter is ignored. */
  type(text: string): void;
  erase(): void;
  /** Empties the cell under the cursor. */
  clearCell(): void;
  /** Puts the cursor on a cell, counted from 0. */
  moveTo(cell: number): void;
  /** Moves the cursor by so many cells, and says what it came to. */
  moveBy(cells: number): void;
  /** Hands over the word of the row, unless something is missing. */
  submit(): Promise<void>;

  say(text: string, tone?: Message['tone']): void;
  /** Says why the server refused a word. */
  refuse(refusal: Refusal, word: string): void;
  /** Replaces the row being written, by nothing where there is no other. */
  rewrite(draft?: Draft): void;
  /** Tells the row that was added last, letter after letter. To be called in the same batch as the play changes. */
  reveal(): void;
  /** Takes back what was said. */
  hush(): void;
}

export interface BoardOptions extends Feel {
  play: ReadonlySignal<GridPlay | null>;
  /** Has a whole word judged; the play has changed, or a refusal was said, when it resolves. */
  send(word: string): Promise<void>;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** The pace of the show: the time from one letter to the next. */
const LETTER_MS = 170;

export function createBoard({ play, send, wait, calm, hardMode, onCue }: BoardOptions): Board {
  const draft = signal<Draft>(emptyDraft(0));
  const message = signal<Message | null>(null);
  const announcement = signal('');
  const sending = signal(false);
  const justWon = signal(false);
  // How many letters of the last row have been turned; null when all have.
  const turned = signal<number | null>(null);
  let revelation = 0;

  const visible = computed(() => play.value && partly(play.value, turned.value));
  const hints = computed(() => (visible.value ? hintsOf(visible.value) : []));
  const revealing = computed(() => turned.value !== null);
  const rows = computed(() =>
    visible.value ? gridRows(visible.value, draft.value, hints.value, revealing.value) : [],
  );

  const tell = (said: Message) => {
    message.value = said;
    if (said.tone === 'refusal') onCue('refused');
  };
  const say = (text: string, tone: Message['tone'] = 'note') => tell({ text, tone });

  const edit = (change: (draft: Draft) => Draft) => {
    if (sending.value || play.value?.state !== 'playing') return;
    const before = draft.value;
    draft.value = change(before);
    message.value = null;
    if (draft.value.cells !== before.cells) onCue('key');
  };

  const whyNot = (word: string | null, current: GridPlay): string | undefined => {
    if (word === null) return texts.value.game.incomplete(current.length);
    const unused = hardMode() ? unusedHint(word, current.rows) : undefined;
    if (unused?.kind === 'place') return texts.value.hardMode.place(unused.letter, unused.place);
    return unused && texts.value.hardMode.letter(unused.letter, unused.count);
  };

  const turnLetters = async ({ rows: played }: GridPlay) => {
    const mine = ++revelation;
    const pattern = played.at(-1)?.pattern ?? [];
    for (const [at, mark] of pattern.entries()) {
      turned.value = at + 1;
      onCue(`reveal-${mark}`);
      // The last one stays in sight before anything follows from it.
      await wait(at + 1 < pattern.length ? LETTER_MS : 2 * LETTER_MS);
      if (mine !== revelation) return;
    }
    turned.value = null;
    end(played.length);
  };

  const end = (attempts: number) => {
    if (play.value?.state === 'playing' || play.value?.rows.length !== attempts) return;
    justWon.value = play.value.state === 'won';
    onCue(justWon.value ? 'won' : 'lost');
  };

  return {
    play,
    rows,
    letters: computed(() => (visible.value ? letterMarks(visible.value) : new Map())),
    draft,
    sending,
    revealing,
    justWon,
    message,
    announcement,
    type(text) {
      for (const letter of lettersOf(text)) edit((row) => typeLetter(row, hints.value, letter));
    },
    erase: () => edit(eraseLetter),
    clearCell: () => edit(clearCell),
    moveTo: (cell) => edit((row) => moveCursor(row, cell)),
    moveBy(cells) {
      edit((row) => moveCursor(row, shownCursor(row) + cells));
      const at = shownCursor(draft.value);
      const cell = rows.value.find(({ state }) => state === 'current')?.cells[at];
      if (cell) announcement.value = texts.value.row.cursor(at + 1, spokenCell(cell));
    },
    async submit() {
      const current = play.value;
      if (sending.value || current?.state !== 'playing') return;
      const word = wordOf(draft.value, hints.value);
      const fault = whyNot(word, current);
      if (word === null || fault) return say(fault ?? '', 'refusal');
      sending.value = true;
      message.value = null;
      await send(word);
      sending.value = false;
    },
    say,
    refuse: ({ code, message: text }, word) =>
      tell({ text: texts.value.refusal(code, text), tone: 'refusal', refused: { word, code } }),
    rewrite(other) {
      revelation++;
      turned.value = null;
      draft.value = other ?? emptyDraft(play.value?.length ?? 0);
      justWon.value = false;
    },
    reveal() {
      const current = play.value;
      const row = current?.rows.at(-1);
      if (!current || !row) return;
      announcement.value = rowSentence(current.rows.length, row.word, row.pattern);
      if (calm()) end(current.rows.length);
      else void turnLetters(current);
    },
    hush() {
      batch(() => {
        message.value = null;
        announcement.value = '';
      });
    },
  };
}

/** The play with only so many letters of its last row turned. */
function partly(play: GridPlay, turned: number | null): GridPlay {
  const last = play.rows.at(-1);
  if (turned === null || !last) return play;
  const rows = play.rows.with(-1, { ...last, pattern: last.pattern.slice(0, turned) });
  return { ...play, rows };
}
