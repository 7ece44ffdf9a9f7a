/**
 * The path of a request to an endpoint.
 *
 * @param path  of the endpoint, for instance `/leagues/:id`
 * @param input the values of its parameters and of its query; a member of the query that is undefined is left out
 * @returns for instance `/leagues/0a1b?token=c`, percent-encoded
 */
export function requestPath(
  path: string,
  input: { readonly params?: Readonly<Record<string, string>>; readonly query?: object },
): string {
  const { params, query } = input;
  const filled =
    params === undefined
      ? path
      : path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  if (query === undefined) return filled;
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}
