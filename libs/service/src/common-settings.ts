import type { CleanedEnv } from 'envalid';
import { num, port, str } from 'envalid';
import { origin } from './settings.ts';

/** The settings that every service has. */
export const commonSettings = {
  INSTANCE: str({ desc: 'the name of this instance, for instance motus1' }),
  HOST: str({ default: '127.0.0.1', desc: 'the address to listen on' }),
  PORT: port({ desc: 'the port to listen on' }),
  LOG_LEVEL: str({
    default: 'info',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'],
    desc: 'the lowest level that is logged',
  }),
  LOKI_URL: origin({
    default: undefined,
    desc: 'the address of Loki without a path, for instance http://loki:3100, or nothing',
  }),
  PUBLIC_URL: origin({
    default: 'http://localhost:3101',
    desc: 'the one address that players use, for instance https://motus.example',
  }),
  INTERNAL_URL: origin({
    default: 'http://127.0.0.1:3102',
    desc: 'the address of the internal port of HAProxy, for calls between services',
  }),
  DRAIN_MS: num({
    default: 3000,
    desc: 'milliseconds between answering "not ready" and the end, in which HAProxy notices it',
  }),
};

/** The values of `commonSettings`. */
export type CommonSettings = CleanedEnv<typeof commonSettings>;
