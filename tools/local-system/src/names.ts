/** The stores, by the names that the Sentinels use. */
export const STORE_NAMES = ['auth-store', 'score-store'] as const;
export type StoreName = (typeof STORE_NAMES)[number];

/** One of the two Redis of a store: auth-store1, … */
export type StoreNodeName = `${StoreName}${1 | 2}`;

/** The two Redis of a store; the first one is the primary until a failover. */
export function storeNodes(store: StoreName): [StoreNodeName, StoreNodeName] {
  return [`${store}1`, `${store}2`];
}

export const STORE_NODE_NAMES: readonly StoreNodeName[] = STORE_NAMES.flatMap(storeNodes);

/** The Sentinels, each of which watches both stores. */
export const SENTINEL_NAMES = ['sentinel1', 'sentinel2', 'sentinel3'] as const;
export type SentinelName = (typeof SENTINEL_NAMES)[number];
