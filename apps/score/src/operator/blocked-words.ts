import { type BlockedWord, type Blockings, MAX_BLOCKED_WORDS, type Player } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { commit, defineScript, type Store } from '@motus/store';

/** The words that operators keep from being answers. */
export interface BlockedWords {
  /** Blocks a word; one that is blocked already stays as it is. @throws ServiceError where there are too many */
  block(word: string, by: Player): Promise<BlockedWord>;
  unblock(word: string): Promise<void>;
  /** Those that are blocked now, by word. */
  list(): Promise<BlockedWord[]>;
  /** All that ever were, the first one first: their order decides how the answers are dealt around them. */
  blockings(): Promise<Blockings['blockings']>;
}

/** Hash: word → `<number> <blocked or lifted> <at> <by>`. Nothing is ever taken out, so a number is never used again. */
const KEY = 'blocked-words';

/** KEYS 1 the words; ARGV 1 word, 2 how many there may be, 3 now, 4 who. Answers with what is stored, or '' */
const blockScript = defineScript({
  name: 'blockWord',
  lua: `
    local stored = redis.call('HGET', KEYS[1], ARGV[1])
    if stored and string.find(stored, ' blocked ', 1, true) then return stored end
    local number = stored and string.match(stored, '^%d+') or redis.call('HLEN', KEYS[1])
    if tonumber(number) >= tonumber(ARGV[2]) then return '' end
    stored = number .. ' blocked ' .. ARGV[3] .. ' ' .. ARGV[4]
    redis.call('HSET', KEYS[1], ARGV[1], stored)
    return stored`,
  read: String,
});

const unblockScript = defineScript({
  name: 'unblockWord',
  lua: `
    local stored = redis.call('HGET', KEYS[1], ARGV[1])
    if stored then redis.call('HSET', KEYS[1], ARGV[1], (string.gsub(stored, ' blocked ', ' lifted ', 1))) end`,
  read: () => undefined,
});

/** @param now the clock, in milliseconds since the Unix epoch */
export function blockedWords(store: Store, now: () => number): BlockedWords {
  async function all(): Promise<Stored[]> {
    const stored = Object.entries(await store.hgetall(KEY));
    return stored.map(([word, text]) => parse(word, text)).sort((a, b) => a.number - b.number);
  }

  return {
    async block(word, by) {
      const values = [word, MAX_BLOCKED_WORDS, now(), by.name];
      const stored = await commit(store, () => blockScript(store, [KEY], values));
      if (stored === '') throw tooMany();
      return parse(word, stored).blocked;
    },
    unblock: (word) => commit(store, () => unblockScript(store, [KEY], [word])),
    list: async () =>
      (await all())
        .filter(({ active }) => active)
        .map(({ blocked }) => blocked)
        .sort((a, b) => (a.word < b.word ? -1 : 1)),
    blockings: async () => (await all()).map(({ active, blocked }) => ({ word: blocked.word, active })),
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
