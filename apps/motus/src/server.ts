import { runService } from '@motus/service';
import { buildMotus } from './app.ts';
import { readMotusSettings } from './settings.ts';

await runService('motus', readMotusSettings, buildMotus);
