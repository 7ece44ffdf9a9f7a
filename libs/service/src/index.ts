export { BoundedMap } from './bounded-map.ts';
export { type CommonSettings, commonSettings } from './common-settings.ts';
export { createCounter, type LabelledCounter } from './counter.ts';
export { DurationHistogram, type DurationSeries } from './duration-histogram.ts';
export { logAnswer } from './error-handler.ts';
export type { LogThrottle } from './log-throttle.ts';
export { createLogger, type Logger } from './logger.ts';
export { currentRequestId, runAsRequest } from './request-context.ts';
export { runService } from './run.ts';
export { isExpected } from './serialize-error.ts';
export { createService, type Service } from './service.ts';
export { ServiceError, tryAgain, UnexpectedResponseError } from './service-error.ts';
export {
  addresses,
  keyFile,
  origin,
  readSettings,
  SettingsError,
  secretFile,
  timeZone,
} from './settings.ts';
