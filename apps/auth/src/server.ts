import { runService } from '@motus/service';
import { buildAuth } from './app.ts';
import { readAuthSettings } from './settings.ts';

await runService('auth', readAuthSettings, buildAuth);
