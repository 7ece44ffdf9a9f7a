import { readFileSync } from 'node:fs';
import { type CleanedEnv, cleanEnv, EnvMissingError, makeValidator } from 'envalid';

/** Settings are missing or wrong. The message has a line for each, which says what it must be. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Former names of settings, and what they are called now. */
const RENAMED: Readonly<Record<string, string>> = { EDGE_URL: 'INTERNAL_URL' };

type Specs = Parameters<typeof cleanEnv>[1] & Record<string, { desc?: string }>;

/**
 * Reads and checks the settings, once at startup; nothing else reads the environment.
 *
 * @param specs envalid specifications of the variables; `desc` completes the sentence "it wants …" of an error
 * @throws SettingsError naming every variable that is missing, wrong or given under a former name
 * @see https://github.com/af/envalid
 */
export function readSettings<S extends Specs>(specs: S, env: NodeJS.ProcessEnv): CleanedEnv<S> {
  return cleanEnv(env, specs, {
    reporter: ({ errors }) => {
      const lines = Object.entries(errors).map(([name, error]) => {
        const fault = error instanceof EnvMissingError ? 'is not set' : `is wrong: ${error?.message}`;
        return `setting ${name} ${fault}; it wants ${specs[name]?.desc ?? 'a value'}`;
      });
      lines.push(...renamedSettings(specs, env));
      if (lines.length > 0) throw new SettingsError(lines.join('\n'));
    },
  });
}

/** A line for each setting that is given under its former name only: its value would be ignored silently. */
function renamedSettings(specs: Specs, env: NodeJS.ProcessEnv): string[] {
  return Object.entries(RENAMED)
    .filter(([former, name]) => name in specs && env[former] !== undefined && env[name] === undefined)
    .map(([former, name]) => `setting ${former} is now called ${name}: rename it`);
}

/** A path of a file that holds a secret on one line; the value is the secret. */
export const secretFile = makeValidator<string>((path) => {
  const secret = readFileSync(path, 'utf8').trim();
  if (secret === '') throw new Error(`${path} is empty`);
  return secret;
});

/** A path of a file that holds a key of at least 32 bytes in base64url; the value is the key. */
export const keyFile = makeValidator<Buffer>((path) => {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (key.length < 32) throw new Error(`${path} holds ${key.length} bytes`);
  return key;
});

/**
 * An origin: scheme, host and port. Anything more (a path, a query, a password) would be ignored, so it is refused, and the
 * message says the right form.
 */
export const origin = makeValidator<string>((input) => {
  const url = URL.parse(input);
  if (url === null) throw new Error(`"${input}" is no URL`);
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error(`"${input}" is not http: or https:`);
  const isBare = url.pathname === '/' && url.username === '' && url.password === '' && !/[?#]/.test(input);
  // The message does not repeat the rest, which may be a password.
  if (!isBare) throw new Error(`it has more than scheme, host and port: write ${url.origin}`);
  return url.origin;
});

/** The address of a collector, in the form of `URL.href`: http or https, with a path if it needs one; or nothing. */
export const collector = makeValidator<string>((input) => {
  if (input === '') return '';
  const url = URL.parse(input);
  if (url === null) throw new Error(`"${input}" is no URL`);
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error(`"${input}" is not http: or https:`);
  // The message does not repeat the rest, which may be a password.
  if (url.username !== '' || url.password !== '' || /[?#]/.test(input)) {
    throw new Error(`it has more than scheme, host, port and path: write ${url.origin}${url.pathname}`);
  }
  return url.href;
});

/** A number from 0 to 1. */
export const ratio = makeValidator<number>((input) => {
  const value = input.trim() === '' ? Number.NaN : Number(input);
  if (!(value >= 0 && value <= 1)) throw new Error(`"${input}" is no number from 0 to 1`);
  return value;
});

/** Addresses separated by commas, `host:port,host:port`. A host is a name, an IPv4 address or a bracketed IPv6 address. */
export const addresses = makeValidator<{ host: string; port: number }[]>((input) =>
  input.split(',').map((text) => {
    const [, host, port] = /^([\w.-]+|\[[\da-f:.]+\]):(\d+)$/i.exec(text.trim()) ?? [];
    if (host === undefined) throw new Error(`"${text}" is not host:port`);
    if (Number(port) < 1 || Number(port) > 65_535) throw new Error(`"${text}" has no port up to 65535`);
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  }),
);

/** An IANA time zone that this Node.js knows. */
export const timeZone = makeValidator<string>((input) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new Error(`"${input}" is no time zone`, { cause });
  }
});
