/** Time and level of a log line of Redis or Sentinel. */
export interface RedisLine {
  /** When it was written, in milliseconds since 1970; undefined if the line has no time. */
  time: number | undefined;
  level: 'debug' | 'info' | 'warning';
}

/** `PID:ROLE DD Mon YYYY HH:MM:SS.mmm MARK text`, in the time zone of this process. */
const LINE = /^\d+:[A-Z] (\d+ \w{3} \d{4} [\d:.]+) ([.*#-]) /;

const LEVELS = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warning' } as const;

/** @see https://redis.io/docs/latest/operate/oss_and_stack/management/debugging/ (loglevel in redis.conf) */
export function readRedisLine(line: string): RedisLine {
  const [, written = '', mark] = LINE.exec(line) ?? [];
  const time = Date.parse(written);
  return {
    time: Number.isNaN(time) ? undefined : time,
    level: LEVELS[mark as keyof typeof LEVELS] ?? 'info',
  };
}
