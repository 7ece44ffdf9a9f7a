import { type BlockedWord, type Blockings, MAX_BLOCKED_WORDS, type Player } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { commit, defineScript, readLua, type Store } from '@motus/store';

/** The words that operators have excluded from being answers. */
export interface BlockedWords {
  /**
   * Blocks a word; one that this operator is shown as blocked already stays as it is.
   *
   * @throws ServiceError if too many words are or were blocked
   */
  block(word: string, by: Player): Promise<BlockedWord>;
  unblock(word: string): Promise<void>;
  /**
   * The words that are blocked now, in alphabetical order. What another operator has blocked since the days began that can
   * still be played is left out: it is often the answer of such a day.
   */
  list(reader: Player): Promise<BlockedWord[]>;
  /**
   * All words that ever were blocked, in the order of their first blocking, which the game needs to pick the
   * answers.
   */
  blockings(): Promise<Blockings['blockings']>;
}

/** Hash: word → `<number> <blocked or lifted> <at> <by>`. No word is ever removed, so no number is used twice. */
const KEY = 'blocked-words';

const blockScript = defineScript({
  name: 'blockWord',
  lua: readLua('block-word.lua', import.meta.url),
  read: String,
});

const unblockScript = defineScript({
  name: 'unblockWord',
  lua: readLua('unblock-word.lua', import.meta.url),
  read: () => undefined,
});

/**
 * @param options.now       the clock, in milliseconds since the Unix epoch
 * @param options.openSince when the days that can still be played began, likewise
 */
export function createBlockedWords(options: {
  store: Store;
  now: () => number;
  openSince: () => number;
}): BlockedWords {
  const { store, now, openSince } = options;
  async function readAll(): Promise<Stored[]> {
    const stored = Object.entries(await store.hgetall(KEY));
    return stored.map(([word, text]) => parse(word, text)).sort((a, b) => a.number - b.number);
  }

  const isShown = ({ blockedAt, blockedBy }: BlockedWord, reader: Player) =>
    blockedAt < openSince() || blockedBy === reader.name;

  return {
    async block(word, by) {
      const values = [word, MAX_BLOCKED_WORDS, now(), by.name, openSince()];
      const stored = await commit(store, () => blockScript(store, [KEY], values));
      if (stored === '') throw tooMany();
      return parse(word, stored).blocked;
    },
    unblock: (word) => commit(store, () => unblockScript(store, [KEY], [word])),
    list: async (reader) =>
      (await readAll())
        .filter(({ active, blocked }) => active && isShown(blocked, reader))
        .map(({ blocked }) => blocked)
        .sort((a, b) => (a.word < b.word ? -1 : 1)),
    blockings: async () => (await readAll()).map(({ active, blocked }) => ({ word: blocked.word, active })),
  };
}

interface Stored {
  readonly number: number;
  readonly active: boolean;
  readonly blocked: BlockedWord;
}

function parse(word: string, text: string): Stored {
  const [number, state, at, ...by] = text.split(' ');
  return {
    number: Number(number),
    active: state === 'blocked',
    blocked: { word, blockedBy: by.join(' '), blockedAt: Number(at) },
  };
}

function tooMany(): ServiceError {
  return new ServiceError(
    409,
    'too_many_blocked_words',
    `On ne peut pas écarter plus de ${MAX_BLOCKED_WORDS} mots.`,
  );
}
