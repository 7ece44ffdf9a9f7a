import { type HaproxyName, serverStates } from '@motus/local-system';

/** What is wrong with the routers, or with a server in the eyes of one of them, a line each. */
export async function edgeAilments(statsPort: number, routers: readonly HaproxyName[]): Promise<string[]> {
  const found = await Promise.all(
    routers.map(async (router) => {
      const states = await serverStates(statsPort, router);
      if (states === undefined) return [`${router} does not answer`];
      return [...states]
        .filter(([name, state]) => /^(auth|motus|score)\d+$/.test(name) && state !== 'UP')
        .map(([name, state]) => `${router} holds ${name} to be ${state}`);
    }),
  );
  return found.flat();
}
