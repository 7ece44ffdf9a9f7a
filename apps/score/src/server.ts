import { createLogger, runService } from '@motus/service';
import { buildScore } from './app.ts';
import { readScoreSettings } from './settings.ts';

await runService(async () => {
  const settings = readScoreSettings(process.env);
  const logger = createLogger({
    service: 'score',
    instance: settings.INSTANCE,
    level: settings.LOG_LEVEL,
    lokiUrl: settings.LOKI_URL,
  });
  return { app: await buildScore(settings, logger), settings };
});
