export { StoreUnavailableError } from './errors.ts';
export { storeReady } from './ready.ts';
export { defineScript } from './script.ts';
export { closeStore, createStore, type Store } from './store.ts';
