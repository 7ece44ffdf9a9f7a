import { type HaproxyName, serverStates } from '@motus/local-system';

/** Checks that each HAProxy answers and reports every server as up. @returns one line for each problem */
export async function edgeProblems(statsPort: number, haproxies: readonly HaproxyName[]): Promise<string[]> {
  const found = await Promise.all(
    haproxies.map(async (haproxy) => {
      const states = await serverStates(statsPort, haproxy);
      if (states === undefined) return [`${haproxy} does not answer`];
      return [...states]
        .filter(([name, state]) => /^(auth|motus|score)\d+$/.test(name) && state !== 'UP')
        .map(([name, state]) => `${haproxy} reports ${name} as ${state}`);
    }),
  );
  return found.flat();
}
