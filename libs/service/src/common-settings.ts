import type { CleanedEnv } from 'envalid';
import { num, port, str } from 'envalid';
import { collector, origin, ratio } from './settings.ts';

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
  OTEL_EXPORTER_OTLP_ENDPOINT: collector({
    default: '',
    desc: 'the address of a collector of traces by OTLP over HTTP, for instance http://tempo:4318, or nothing',
  }),
  // These two are read by OpenTelemetry itself, which would trace everything where they are wrong.
  OTEL_TRACES_SAMPLER: str({
    default: 'parentbased_always_on',
    choices: [
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ],
    desc: 'which traces are recorded, for instance parentbased_traceidratio',
  }),
  OTEL_TRACES_SAMPLER_ARG: ratio({
    default: 1,
    desc: 'the part of the traces that a sampler `…traceidratio` records, from 0 to 1',
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
