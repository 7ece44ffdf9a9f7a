import type { Fixture } from './fixture.ts';

/** Sends requests to the score service with the token of a kind of user. */
export type Client = <T>(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ status: number; json: T & { code: string; message: string } }>;

/** A player; the token has a name. */
export function asPlayer(fixture: Fixture, id: string): Client {
  return withToken(fixture, () => fixture.token({ sub: id, name: `Nom de ${id}` }));
}

export function asOperator(fixture: Fixture, id: string): Client {
  return withToken(fixture, () =>
    fixture.token({ sub: id, name: `Nom de ${id}`, scope: 'score:read score:operate' }),
  );
}

/** The game itself. */
export function asGame(fixture: Fixture): Client {
  return withToken(fixture, () => fixture.gameToken());
}

let sent = 0;

function withToken(fixture: Fixture, token: () => Promise<string>): Client {
  return async (method, path, body) => {
    const response = await fixture.app.inject({
      method,
      url: `/score/${path}`,
      headers: { authorization: `Bearer ${await token()}`, 'x-request-id': `request-${++sent}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: response.statusCode, json: JSON.parse(response.body || '{}') };
  };
}
