import { UsageError } from '../support/command-line.ts';
import { isStore, roleOf } from './store-health.ts';
import type { Target } from './target.ts';

export type Kind = 'service' | 'primary' | 'replica' | 'sentinel' | 'haproxy' | 'observability';

/** Something to kill. The name of a store node is its role: who holds it is asked at the last moment. */
export interface Component {
  /** motus1, auth-store-primary, sentinel2 … */
  readonly name: string;
  readonly kind: Kind;
  /** The instance or container that it is now. */
  instance(): Promise<string>;
}

/** What the power cut is called. */
export const EVERYTHING = 'everything';

const OBSERVABILITY = ['loki', 'prometheus', 'grafana'];

/** All components of a system, services first. */
export async function componentsOf(target: Target): Promise<Component[]> {
  const names = await target.names();
  const plain = names
    .filter((name) => !isStore(name))
    .map((name) => ({ name, kind: kindOf(name), instance: async () => name }));
  const stores = [...new Set(names.filter(isStore).map(storeOf))];
  const order: Kind[] = ['service', 'primary', 'replica', 'sentinel', 'haproxy', 'observability'];
  return [...plain, ...stores.flatMap((store) => nodesOf(store, names, target))].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

/**
 * Those that were asked for; all where nothing was.
 *
 * @throws UsageError when a name is nobody's
 */
export function chosen(components: readonly Component[], only: readonly string[]): Component[] {
  const names = [...components.map(({ name }) => name), EVERYTHING];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no component "${unknown}"; there are ${names.join(', ')}`);
  return components.filter(({ name }) => only.length === 0 || only.includes(name));
}

function nodesOf(store: string, names: readonly string[], target: Target): Component[] {
  const nodes = names.filter((name) => isStore(name) && storeOf(name) === store);
  const roles = nodes.length > 1 ? (['primary', 'replica'] as const) : (['primary'] as const);
  return roles.map((kind) => ({
    name: `${store}-${kind}`,
    kind,
    async instance() {
      for (const node of nodes) {
        if ((await roleOf(target, node)) === kind) return node;
      }
      throw new Error(`no node of ${store} is its ${kind}`);
    },
  }));
}

function storeOf(name: string): string {
  return name.replace(/\d+$/, '');
}

function kindOf(name: string): Kind {
  if (name.startsWith('haproxy')) return 'haproxy';
  if (name.startsWith('sentinel')) return 'sentinel';
  return OBSERVABILITY.includes(name) ? 'observability' : 'service';
}
