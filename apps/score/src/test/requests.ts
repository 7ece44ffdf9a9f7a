import type { Bench } from './fixture.ts';

/** Somebody who asks the score service, by a token with the scopes of a kind of person. */
export type Asker = <T>(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ status: number; json: T & { code: string; message: string } }>;

/** A player whose token tells a name. */
export function asPlayer(bench: Bench, id: string): Asker {
  return withToken(bench, () => bench.token({ sub: id, name: `Nom de ${id}` }));
}

export function asOperator(bench: Bench, id: string): Asker {
  return withToken(bench, () =>
    bench.token({ sub: id, name: `Nom de ${id}`, scope: 'score:read score:operate' }),
  );
}

/** The game itself. */
export function asGame(bench: Bench): Asker {
  return withToken(bench, () => bench.gameToken());
}

let sent = 0;

function withToken(bench: Bench, token: () => Promise<string>): Asker {
  return async (method, path, body) => {
    const response = await bench.app.inject({
      method,
      url: `/score/${path}`,
      headers: { authorization: `Bearer ${await token()}`, 'x-request-id': `request-${++sent}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: response.statusCode, json: JSON.parse(response.body || '{}') };
  };
}
