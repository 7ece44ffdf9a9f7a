export { SystemError } from './errors.ts';
export { REPOSITORY } from './folders.ts';
export { edgeHost, haproxySettings, serverStates } from './haproxy.ts';
export type { InstanceStatus } from './instance.ts';
export { assertPortsFree, DEFAULT_PORTS, freePort, freePorts, type PortName, type Ports } from './ports.ts';
export type { Environment, LogSink } from './process.ts';
export { ensureProgram, ensurePrograms, findProgram, type ProgramName } from './programs.ts';
export { makeSecrets } from './secrets.ts';
export { SERVICE_NAMES, type ServiceName } from './service.ts';
export {
  type InstanceName,
  STORE_NAMES,
  type StoreName,
  type System,
  type SystemOptions,
  startSystem,
} from './system.ts';
export { startTestRedis, type TestRedis } from './test-redis.ts';
