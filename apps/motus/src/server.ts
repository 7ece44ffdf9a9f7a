import { createLogger, runService } from '@motus/service';
import { buildMotus } from './app.ts';
import { readMotusSettings } from './settings.ts';

await runService(async () => {
  const settings = readMotusSettings(process.env);
  const logger = createLogger({
    service: 'motus',
    instance: settings.INSTANCE,
    level: settings.LOG_LEVEL,
    lokiUrl: settings.LOKI_URL,
  });
  return { app: await buildMotus(settings, logger), settings };
});
