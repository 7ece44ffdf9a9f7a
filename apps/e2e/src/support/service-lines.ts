/** A log line of a service. */
export interface ServiceLine {
  /** The name of the instance. */
  readonly instance: string;
  readonly service: string;
  readonly level: number;
  /** In milliseconds since the Unix epoch. */
  readonly time: number;
  readonly event?: string;
  readonly [field: string]: unknown;
}

/** The JSON lines of the services among all lines of a system (`TestSystem.logs`). */
export function serviceLines(logs: readonly string[]): ServiceLine[] {
  return logs
    .filter((line) => /^[\w-]+ \{/.test(line))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as ServiceLine);
}
