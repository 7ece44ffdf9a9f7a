export { commit } from './commit.ts';
export { connectStore } from './connect-store.ts';
export { StoreFullError, StoreUnavailableError } from './errors.ts';
export type { SentinelAddress } from './failover-listener.ts';
export { defineGroupScript, type ScriptCall } from './group-script.ts';
export { defineScript, pairsOf, readLua, type ScriptArgument } from './script.ts';
export { closeStore, createStore, type Store, type StoreOptions } from './store.ts';
