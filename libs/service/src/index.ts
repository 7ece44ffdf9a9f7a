export { type CommonSettings, commonSettings } from './common-settings.ts';
export { errorLine, isExpected } from './error-line.ts';
export { AnsweredError, logAnswer, ServiceError } from './errors.ts';
export type { Faults } from './faults.ts';
export { createLogger, type Logger } from './logger.ts';
export { runService } from './run.ts';
export { createService, type Service } from './service.ts';
export {
  addresses,
  keyFile,
  readSettings,
  SettingsError,
  secretFile,
  timeZone,
} from './settings.ts';
