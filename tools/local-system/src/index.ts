export { askRedis } from './ask-redis.ts';
export { SystemError } from './errors.ts';
export {
  edgeHost,
  HAPROXY_NAMES,
  type HaproxyName,
  haproxyInstance,
  haproxySettings,
  haproxyUrl,
  serverStates,
} from './haproxy.ts';
export { holdsWithin } from './holds-within.ts';
export { Instance, type InstanceStatus } from './instance.ts';
export {
  SENTINEL_NAMES,
  type SentinelName,
  STORE_NAMES,
  STORE_NODE_NAMES,
  type StoreName,
  type StoreNodeName,
  storeNodes,
} from './names.ts';
export {
  alertmanagerInstance,
  type ObserverOptions,
  prometheusInstance,
  redisExporterInstance,
} from './observers.ts';
export { assertPortsFree, DEFAULT_PORTS, freePort, freePorts, type PortName, type Ports } from './ports.ts';
export { type Environment, type LogSink, REPOSITORY } from './process.ts';
export { ensureProgram, ensurePrograms, findProgram, type ProgramName } from './programs.ts';
export {
  nativeTargets,
  type ObservabilityPorts,
  type PrometheusTarget,
  writeExporterPasswords,
  writePrometheusFiles,
} from './prometheus.ts';
export { passwordIn, type StorePorts, sentinelInstance, storeNode } from './redis.ts';
export { rememberedPorts } from './remembered-ports.ts';
export { makeSecrets } from './secrets.ts';
export { SERVICE_NAMES, type ServiceName, serviceSettings } from './service.ts';
export { mountSmallDisk, type SmallDisk } from './small-disk.ts';
export { healthyPrimary, knowsStore, type Node } from './store-view.ts';
export {
  extentOf,
  type InstanceName,
  type System,
  type SystemOptions,
  startSystem,
} from './system.ts';
export { explain, say } from './terminal.ts';
