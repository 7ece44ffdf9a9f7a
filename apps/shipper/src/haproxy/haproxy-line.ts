/** A request, as one line of HAProxy's access log describes it. */
export interface AccessLine {
  frontend: string;
  /** `none` when HAProxy answered before it had chosen one. */
  backend: string;
  /** 0 when there was no answer. */
  status: number;
  /** From the first byte of the request to the last one of the answer, in seconds. */
  duration: number;
  /** How often HAProxy sent the request again. */
  retries: number;
  /** Whether a retry went to another server. */
  isRedispatched: boolean;
  /** Whether the client left before its answer was complete. */
  isAborted: boolean;
  requestId: string | undefined;
  /** False for a connection that was closed without a request. */
  isRequest: boolean;
}

/**
 * `NETWORK FRONTEND BACKEND/SERVER TR/Tw/Tc/Tr/Ta STATUS BYTES STATE a/f/b/s/RETRIES ID METHOD PATH`, the log-format of
 * haproxy.cfg.
 */
const LINE =
  /^\S+ ([\w.-]+)~? ([\w.-]+)\/\S+ -?\d+\/-?\d+\/-?\d+\/-?\d+\/\+?(-?\d+) (-?\d+) \+?\d+ (\S{4}) [\d/]+\/(\+?)(\d+) (\S+) (\S+) /;

/**
 * Reads a line of HAProxy.
 *
 * @see https://docs.haproxy.org/3.0/configuration.html#8.2.6
 * @returns undefined for a line without a request: an event, for instance "Server … is DOWN"
 */
export function readAccessLine(line: string): AccessLine | undefined {
  const match = LINE.exec(line);
  if (match === null) return undefined;
  const [, frontend = '', backend = '', total, code, state = '', plus, retries, id = '-', method] = match;
  const status = Math.max(Number(code), 0);
  return {
    frontend,
    backend: backend === frontend ? 'none' : backend,
    status,
    duration: Math.max(Number(total), 0) / 1000,
    retries: Number(retries),
    isRedispatched: plus === '+',
    isAborted: state.startsWith('C'),
    requestId: id === '-' ? undefined : id,
    isRequest: status > 0 || method !== '<BADREQ>',
  };
}

/** The level of a line of HAProxy, by its text: on stdout it has none. */
export function readHaproxyLevel(line: string): 'info' | 'warning' | 'error' | 'critical' {
  if (/ has no server available/.test(line)) return 'critical';
  if (/^Server \S+ is DOWN/.test(line)) return 'error';
  if (/^(Server \S+ is (?!UP)|\d+ events? dropped|Proxy \S+ (paused|stopped))/.test(line)) return 'warning';
  return 'info';
}
