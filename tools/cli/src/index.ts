export { ask, askPorts } from './control.ts';
export { STATE_DIR } from './state.ts';
