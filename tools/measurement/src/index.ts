export { complain, onEnd, progress, UsageError, wholeNumber, wordList } from './command-line.ts';
export { CONTAINER_MEMORY, cgroupOf, memoryOf } from './container-memory.ts';
export { createEventLog, type EventLog } from './event-log.ts';
export { checkList, escaped, factList, htmlPage, htmlTable } from './html.ts';
export { memoryLimits } from './memory-limits.ts';
export {
  MEMORY_HEADINGS,
  type MemoryPeak,
  type MemoryWatch,
  memoryCells,
  memoryChecks,
  memoryTable,
  type ReadMemory,
  watchMemory,
} from './memory-peaks.ts';
export { PROCESS_MEMORY, processMemory } from './process-memory.ts';
export { redisLines } from './redis-lines.ts';
export { machine, quantile, writeReportFiles } from './report.ts';
export { textTable } from './text-table.ts';
