import { runService } from '@motus/service';
import { buildShipper } from './app.ts';
import { readShipperSettings } from './settings.ts';

await runService('shipper', readShipperSettings, buildShipper);
