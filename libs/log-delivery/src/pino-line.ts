/** The fields that are read from a line of pino, without parsing all of it. */
export interface PinoLine {
  /** The name of its level, as pino-loki calls it. */
  level: string;
  /** In milliseconds since 1970. */
  time: number;
  requestId: string | undefined;
}

/** Names of the levels, which are those that Grafana has colours for. */
const LEVELS: Readonly<Record<string, string>> = {
  10: 'debug',
  20: 'debug',
  30: 'info',
  40: 'warning',
  50: 'error',
  60: 'critical',
};

/** All values of `PinoLine.level`. */
export const LEVEL_NAMES: readonly string[] = [...new Set(Object.values(LEVELS))];

/** pino writes these two first. */
const START = /^\{"level":(\d+),"time":(\d{13})\b/;

/** Within a string of the line, its quotation marks would be escaped. */
const REQUEST_ID = /"reqId":("[^"\\]{1,128}")/;

/**
 * @param now the time of a line that names none, in milliseconds since 1970
 * @see https://github.com/pinojs/pino/blob/main/docs/api.md#logger-instance
 */
export function readPinoLine(line: string, now: () => number = Date.now): PinoLine {
  const [, level = '', time] = START.exec(line) ?? [];
  return {
    level: LEVELS[level] ?? 'info',
    time: time === undefined ? now() : Number(time),
    requestId: REQUEST_ID.exec(line)?.[1],
  };
}
