import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../platform/api-client.ts';
import { texts } from '../../ui/texts/texts.ts';
import type { BoardEffects } from './board-effects.ts';

/** The line under the grid. Each message is a new object, so that a screen reader reads a repeated text again. */
export interface Message {
  readonly text: string;
  readonly tone: 'note' | 'refusal';
  /** The word that the server refused, and the code of the refusal. */
  readonly refused?: { readonly word: string; readonly code: string };
}

/** What a board tells the player: a visible message, and an announcement for screen readers. */
export interface BoardMessages {
  readonly message: ReadonlySignal<Message | null>;
  readonly announcement: ReadonlySignal<string>;
  show(text: string, tone?: Message['tone']): void;
  /** Shows why the server refused a word. */
  showRefusal(refusal: Refusal, word: string): void;
  announce(text: string): void;
  /** Removes the message; the announcement stays. */
  dismiss(): void;
  /** Removes the message and the announcement. */
  clear(): void;
}

export function createBoardMessages({ onCue }: Pick<BoardEffects, 'onCue'>): BoardMessages {
  const message = signal<Message | null>(null);
  const announcement = signal('');
  const show = (next: Message) => {
    message.value = next;
    if (next.tone === 'refusal') onCue('refused');
  };
  return {
    message,
    announcement,
    show: (text, tone = 'note') => show({ text, tone }),
    showRefusal: ({ code, message: text }, word) =>
      show({ text: texts.value.refusal(code, text), tone: 'refusal', refused: { word, code } }),
    announce(text) {
      announcement.value = text;
    },
    dismiss() {
      message.value = null;
    },
    clear() {
      batch(() => {
        message.value = null;
        announcement.value = '';
      });
    },
  };
}
