export { type CommonSettings, commonSettings } from './common-settings.ts';
export { ServiceError } from './errors.ts';
export { createLogger, type Logger } from './logger.ts';
export { runService } from './run.ts';
export { createService, type Service } from './service.ts';
export {
  keyFile,
  publicUrl,
  readSettings,
  SettingsError,
  secretFile,
  storeUrl,
  timeZone,
} from './settings.ts';
