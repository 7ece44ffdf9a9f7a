import { createService, type Logger, type Service } from '@motus/service';
import { type OpenMetricsContentType, Registry } from 'prom-client';
import { readAccessLine } from './haproxy/haproxy-line.ts';
import { createRequestMetrics } from './haproxy/request-metrics.ts';
import { followLogs } from './intake/log-files.ts';
import { createSyslogServer } from './intake/syslog-server.ts';
import type { ShipperSettings } from './settings.ts';
import { createShipment } from './shipment.ts';

/** How long the end of the process may wait for Loki, in milliseconds. */
const DELIVERY_MS = 800;

/**
 * Builds the shipper: it takes the lines of processes that do not deliver their own, sends them to Loki, and counts the
 * requests in those of HAProxy. Without LOKI_URL it only counts.
 */
export async function buildShipper(settings: ShipperSettings, logger: Logger): Promise<Service> {
  const app = await createService({ logger, publicUrl: settings.PUBLIC_URL });
  // The format that has exemplars.
  (app.metrics as unknown as Registry<OpenMetricsContentType>).setContentType(
    Registry.OPENMETRICS_CONTENT_TYPE,
  );
  const shipment = createShipment(settings.LOKI_URL, app.metrics);
  const requestMetrics = createRequestMetrics(app.metrics);
  const server = createSyslogServer({
    take(message) {
      const request = readAccessLine(message.text);
      shipment.takeMessage(message, request?.requestId);
      if (request !== undefined) requestMetrics.count(request);
    },
    failed: (error) => app.logThrottle.warn('syslog', {}, { err: error }, 'a syslog message was not taken'),
    tooLong() {
      shipment.countTooLong();
      app.logThrottle.warn('too long', {}, {}, 'a syslog message was too long, and was dropped');
    },
  });
  const { LOG_DIR: folder, POSITIONS_FILE: positionsFile } = settings;
  const logs =
    folder === undefined
      ? undefined
      : followLogs({
          folder,
          positionsFile,
          take: shipment.takeLogLine,
          isDelivered: shipment.isDelivered,
          notStored: (error) =>
            app.logThrottle.warn(
              'positions',
              {},
              { err: error },
              'the positions of the log files were not stored',
            ),
        });
  app.addHook('onReady', () => server.listen(settings.SYSLOG_LISTEN));
  app.addHook('onClose', async () => {
    try {
      await server.close();
      await logs?.stop();
    } finally {
      await shipment.close(DELIVERY_MS);
      await logs?.savePositions();
    }
  });
  return app;
}
