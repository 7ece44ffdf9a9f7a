import { UsageError } from '@motus/measurement';
import { type ComponentKind, kindOf } from './component-kind.ts';
import { isStore, roleOf } from './store-health.ts';
import type { Target } from './target.ts';

/**
 * A component that faults are injected into. The node of a store is named by its role, because the instance in that role
 * changes during a drill. A store as a whole is both its nodes at once, as on one machine.
 */
export interface Component {
  /** motus1, auth-store-primary, auth-store, sentinel2 … */
  readonly name: string;
  readonly kind: ComponentKind;
  /** Whether another node holds the same data; undefined if the component stores no data. */
  readonly hasTwin?: boolean;
  /**
   * Finds the instance or container that is this component now.
   *
   * @throws Error if no node of a store has the role
   */
  resolveInstance(): Promise<string>;
}

/** The name of the component that is the whole system. */
export const EVERYTHING = 'everything';

/** Lists the components of a system: services first, the whole system last. */
export async function listComponents(
  target: Pick<Target, 'instanceNames' | 'sendCommand'>,
): Promise<Component[]> {
  const names = await target.instanceNames();
  const instances = names
    .filter((name) => !isStore(name))
    .map((name) => ({ name, kind: kindOf(name), resolveInstance: async () => name }));
  const stores = [...new Set(names.filter(isStore).map(storeNameOf))];
  const order: ComponentKind[] = [
    'service',
    'primary',
    'replica',
    'store',
    'sentinel',
    'haproxy',
    'observability',
  ];
  const components = [
    ...instances,
    ...stores.flatMap((store) => [...nodeComponents(store, names, target), storeComponent(store)]),
  ];
  components.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return [...components, { name: EVERYTHING, kind: 'everything', resolveInstance: async () => EVERYTHING }];
}

/**
 * Selects components by name.
 *
 * @param only the names; empty: all components
 * @throws UsageError if no component has one of the names
 */
export function selectComponents(components: readonly Component[], only: readonly string[]): Component[] {
  const names = components.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no component "${unknown}"; there are ${names.join(', ')}`);
  return components.filter(({ name }) => only.length === 0 || only.includes(name));
}

/** The primary and the replica of a store; only the primary if the store has one node. */
function nodeComponents(
  store: string,
  names: readonly string[],
  target: Pick<Target, 'sendCommand'>,
): Component[] {
  const nodes = names.filter((name) => isStore(name) && storeNameOf(name) === store);
  const roles = nodes.length > 1 ? (['primary', 'replica'] as const) : (['primary'] as const);
  return roles.map((kind) => ({
    name: `${store}-${kind}`,
    kind,
    hasTwin: nodes.length > 1,
    async resolveInstance() {
      for (const node of nodes) {
        if ((await roleOf(target, node)) === kind) return node;
      }
      throw new Error(`no node of ${store} is the ${kind}`);
    },
  }));
}

function storeComponent(store: string): Component {
  return { name: store, kind: 'store', resolveInstance: async () => store };
}

function storeNameOf(name: string): string {
  return name.replace(/\d+$/, '');
}
