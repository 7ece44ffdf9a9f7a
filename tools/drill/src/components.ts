import { UsageError } from '@motus/measurement';
import { isStore, roleOf } from './store-health.ts';
import type { Target } from './target.ts';

export type Kind =
  | 'service'
  | 'primary'
  | 'replica'
  | 'store'
  | 'sentinel'
  | 'haproxy'
  | 'observability'
  | 'everything';

/**
 * Something to hurt. The name of a store node is its role: who holds it is asked at the last moment. A store as a whole
 * is both its nodes at once, as on one machine.
 */
export interface Component {
  /** motus1, auth-store-primary, auth-store, sentinel2 … */
  readonly name: string;
  readonly kind: Kind;
  /** Whether another holds the same data; undefined where it holds none. */
  readonly hasTwin?: boolean;
  /** The instance or container that it is now. */
  instance(): Promise<string>;
}

/** What all of the system is called. */
export const EVERYTHING = 'everything';

const OBSERVABILITY = ['loki', 'prometheus', 'grafana'];

/** All components of a system, services first, everything last. */
export async function componentsOf(target: Pick<Target, 'names' | 'ask'>): Promise<Component[]> {
  const names = await target.names();
  const plain = names
    .filter((name) => !isStore(name))
    .map((name) => ({ name, kind: kindOf(name), instance: async () => name }));
  const stores = [...new Set(names.filter(isStore).map(storeOf))];
  const order: Kind[] = ['service', 'primary', 'replica', 'store', 'sentinel', 'haproxy', 'observability'];
  const parts = [...plain, ...stores.flatMap((store) => [...nodesOf(store, names, target), whole(store)])];
  parts.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return [...parts, { name: EVERYTHING, kind: 'everything', instance: async () => EVERYTHING }];
}

/**
 * Those that were asked for; all where nothing was.
 *
 * @throws UsageError when a name is nobody's
 */
export function chosen(components: readonly Component[], only: readonly string[]): Component[] {
  const names = components.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no component "${unknown}"; there are ${names.join(', ')}`);
  return components.filter(({ name }) => only.length === 0 || only.includes(name));
}

function nodesOf(store: string, names: readonly string[], target: Pick<Target, 'ask'>): Component[] {
  const nodes = names.filter((name) => isStore(name) && storeOf(name) === store);
  const roles = nodes.length > 1 ? (['primary', 'replica'] as const) : (['primary'] as const);
  return roles.map((kind) => ({
    name: `${store}-${kind}`,
    kind,
    hasTwin: nodes.length > 1,
    async instance() {
      for (const node of nodes) {
        if ((await roleOf(target, node)) === kind) return node;
      }
      throw new Error(`no node of ${store} is its ${kind}`);
    },
  }));
}

function whole(store: string): Component {
  return { name: store, kind: 'store', instance: async () => store };
}

function storeOf(name: string): string {
  return name.replace(/\d+$/, '');
}

function kindOf(name: string): Kind {
  if (name.startsWith('haproxy')) return 'haproxy';
  if (name.startsWith('sentinel')) return 'sentinel';
  return OBSERVABILITY.includes(name) ? 'observability' : 'service';
}
