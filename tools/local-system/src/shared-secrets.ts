/**
 * Values that several readers share: the client secret of motus, the passwords of stores and Sentinels, and that of the Redis
 * exporter.
 */
export const SHARED_VALUES = ['motus-client', 'auth-store', 'score-store', 'sentinel', 'metrics'] as const;
export type SharedValue = (typeof SHARED_VALUES)[number];

/** A file that contains shared values, and how to write and read them. */
export interface SharedFile {
  path: string;
  holds: readonly SharedValue[];
  write: (values: Readonly<Record<SharedValue, string>>) => string;
  /** Undefined when the value is not in the text. */
  read: (text: string, value: SharedValue) => string | undefined;
}

/**
 * What the Redis exporter may ask. Neither CONFIG GET, which tells the password of the store, nor SLOWLOG GET, which tells
 * what was written; no key can be read.
 */
const STORE_COMMANDS = '+ping +info +client|setname +latency|latest +slowlog|len';
const SENTINEL_COMMANDS =
  '+ping +info +client|setname +sentinel|masters +sentinel|sentinels +sentinel|slaves +sentinel|ckquorum';

export const SHARED_FILES: readonly SharedFile[] = [
  plain('auth/motus-client-secret', 'motus-client'),
  plain('motus/client-secret', 'motus-client'),
  plain('auth/store-password', 'auth-store'),
  store('auth-store'),
  plain('score/store-password', 'score-store'),
  store('score-store'),
  plain('auth/sentinel-password', 'sentinel'),
  plain('score/sentinel-password', 'sentinel'),
  sentinel(),
  plain('redis-exporter/password', 'metrics'),
  metricsUser('auth-store/metrics.conf', STORE_COMMANDS),
  metricsUser('score-store/metrics.conf', STORE_COMMANDS),
  metricsUser('sentinel/metrics.conf', SENTINEL_COMMANDS),
];

/** A file with one value on one line. */
function plain(path: string, value: SharedValue): SharedFile {
  return {
    path,
    holds: [value],
    write: (values) => `${values[value]}\n`,
    read: (text) => text.trim() || undefined,
  };
}

/** Redis configuration: both Redis of a store require the password, and send it to the primary that they replicate. */
function store(name: 'auth-store' | 'score-store'): SharedFile {
  return {
    path: `${name}/auth.conf`,
    holds: [name],
    write: (values) => `requirepass ${values[name]}\nmasterauth ${values[name]}\n`,
    read: (text) => /^requirepass (\S+)$/m.exec(text)?.[1],
  };
}

/** Sentinel configuration: Sentinels require a password, send it to each other, and send each store its own. */
function sentinel(): SharedFile {
  return {
    path: 'sentinel/auth.conf',
    holds: ['sentinel', 'auth-store', 'score-store'],
    write: (values) =>
      `requirepass ${values.sentinel}\nsentinel sentinel-pass ${values.sentinel}\n` +
      `sentinel auth-pass auth-store ${values['auth-store']}\n` +
      `sentinel auth-pass score-store ${values['score-store']}\n`,
    read: (text, value) =>
      (value === 'sentinel'
        ? /^requirepass (\S+)$/m
        : new RegExp(`^sentinel auth-pass ${value} (\\S+)$`, 'm')
      ).exec(text)?.[1],
  };
}

/** Redis configuration: the user of the Redis exporter, `metrics`, which may do nothing but measure. */
function metricsUser(path: string, commands: string): SharedFile {
  return {
    path,
    holds: ['metrics'],
    write: ({ metrics }) => `user metrics on >${metrics} resetkeys resetchannels -@all ${commands}\n`,
    read: (text) => /^user metrics on >(\S+) /m.exec(text)?.[1],
  };
}
