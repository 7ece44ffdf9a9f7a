import { runService } from '@motus/service';
import { buildScore } from './app.ts';
import { readScoreSettings } from './settings.ts';

await runService('score', readScoreSettings, buildScore);
