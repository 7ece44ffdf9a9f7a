export { complain, onEnd, progress, say, UsageError, wholeNumber, wordList } from './command-line.ts';
export { CONTAINER_MEMORY, cgroupOf, memoryOf } from './container-memory.ts';
export { checkList, escaped, factList, htmlPage, htmlTable } from './html.ts';
export { machine } from './machine.ts';
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
export { quantile } from './quantile.ts';
export { redisLines } from './redis-lines.ts';
export { writeReportFiles } from './report-files.ts';
export { textTable } from './text-table.ts';
