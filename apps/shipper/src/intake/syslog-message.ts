/** A message of syslog, as HAProxy and `npm start` send them. */
export interface SyslogMessage {
  /** When it was written, in milliseconds since 1970; undefined if the message has no time. */
  time: number | undefined;
  /** Who reports it: `runner`, or `-` for the process itself. */
  host: string;
  /** The instance that it is about. */
  instance: string;
  text: string;
}

/** `<PRI>1 TIME HOST APP PROCID MSGID - TEXT` */
const MESSAGE = /^<\d{1,3}>1 (\S+) (\S+) (\S+) \S+ \S+ - ?(.*)$/s;

/** @see https://www.rfc-editor.org/rfc/rfc5424#section-6 @returns undefined when it is none */
export function readSyslogMessage(message: string): SyslogMessage | undefined {
  const [, written, host = '-', instance = '-', text = ''] = MESSAGE.exec(message) ?? [];
  if (written === undefined) return undefined;
  const time = Date.parse(written);
  return {
    time: Number.isNaN(time) ? undefined : time,
    host,
    instance,
    text: text.trimEnd(),
  };
}
