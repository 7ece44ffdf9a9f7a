/** The members of an `EndpointInput`, whichever the endpoint has. */
export interface RequestInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: object;
}

/**
 * The path of a request to an endpoint.
 *
 * @param path  of the endpoint, for instance `/leagues/:id`
 * @param input the values of its parameters and of its query, of which undefined ones are left out
 * @returns for instance `/leagues/0a1b?token=c`, percent-encoded
 */
export function requestPath(path: string, { params, query }: RequestInput): string {
  const filled =
    params === undefined
      ? path
      : path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  if (query === undefined) return filled;
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}
