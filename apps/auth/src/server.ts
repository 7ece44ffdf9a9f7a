import { createLogger, runService } from '@motus/service';
import { buildApp } from './app.ts';
import { readAuthSettings } from './settings.ts';

await runService(async () => {
  const settings = readAuthSettings(process.env);
  const logger = createLogger({
    service: 'auth',
    instance: settings.INSTANCE,
    level: settings.LOG_LEVEL,
    lokiUrl: settings.LOKI_URL,
  });
  return { app: await buildApp(settings, logger), settings };
});
