export { collectGarbage } from './collect-garbage.ts';
export { DROP_REASONS, type DropReason, type LogCounts } from './log-counts.ts';
export { createLogDelivery, type LogDelivery, type LogLine } from './log-delivery.ts';
export { type LogThread, startLogThread } from './log-thread.ts';
export { redactSecrets } from './redact-secrets.ts';
