export { BoundedMap } from './bounded-map.ts';
export { type CommonSettings, commonSettings } from './common-settings.ts';
export { logAnswer } from './error-handler.ts';
export type { Faults } from './faults.ts';
export { createLogger, type Logger } from './logger.ts';
export { runService } from './run.ts';
export { isExpected } from './serialize-error.ts';
export { createService, type Service } from './service.ts';
export { AnsweredError, ServiceError, tryAgain } from './service-error.ts';
export {
  addresses,
  keyFile,
  readSettings,
  SettingsError,
  secretFile,
  timeZone,
} from './settings.ts';
