import { commonSettings, readSettings } from '@motus/service';
import { str } from 'envalid';

/** The environment variables of the shipper. */
export const shipperSettings = {
  ...commonSettings,
  SYSLOG_LISTEN: str({
    desc: 'where lines arrive as syslog: host:port, for instance 127.0.0.1:3514, or the path of a Unix socket',
  }),
  LOG_DIR: str({
    default: undefined,
    desc: 'a folder with a log file NAME.log for each Redis and Sentinel, or nothing',
  }),
  POSITIONS_FILE: str({
    default: undefined,
    desc: 'a file in which it keeps how far it has delivered the log files; needed with LOG_DIR',
  }),
};

export type ShipperSettings = ReturnType<typeof readShipperSettings>;

/** @throws SettingsError that names what is missing or wrong */
export function readShipperSettings(env: NodeJS.ProcessEnv) {
  return readSettings(shipperSettings, env);
}
