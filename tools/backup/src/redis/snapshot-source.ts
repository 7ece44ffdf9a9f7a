import { setTimeout as delay } from 'node:timers/promises';
import { BackupError } from '../errors.ts';
import { RedisConnection } from './redis-connection.ts';
import type { Address, StoreAccess } from './store-access.ts';

/** How long to wait for a store to have exactly one primary; longer than a failover takes. */
const PRIMARY_TIMEOUT_MS = 20_000;
/** How long to wait for the replica to catch up with the primary. */
const CATCH_UP_TIMEOUT_MS = 5000;
const POLL_INTERVAL_MS = 50;

/** The Redis of a store that a snapshot is taken from. */
export interface SnapshotSource {
  readonly connection: RedisConnection;
  readonly role: 'primary' | 'replica';
  /** The version of Redis. */
  readonly redis: string;
}

/** A Redis that responds, with its `INFO`. */
interface Node {
  readonly address: Address;
  readonly connection: RedisConnection;
  readonly info: ReadonlyMap<string, string>;
}

/**
 * Connects to the Redis to take a snapshot from. This is the replica, once it has every write that the primary had
 * acknowledged at the time of the call; so the primary is not slowed down, and the Sentinels see no new replica. It is the
 * primary when no replica catches up in time.
 *
 * @throws BackupError when the store has no primary
 */
export async function connectToSource(store: StoreAccess): Promise<SnapshotSource> {
  const deadline = performance.now() + PRIMARY_TIMEOUT_MS;
  for (;;) {
    const nodes = await connectToNodes(store);
    const primaries = nodes.filter(({ info }) => info.get('role') === 'master');
    const [primary] = primaries;
    if (primary !== undefined && primaries.length === 1) return chooseSource(store, primary, nodes);
    for (const { connection } of nodes) connection.close();
    if (performance.now() > deadline || nodes.length === 0)
      throw new BackupError(
        'store_unreachable',
        nodes.length === 0
          ? `${store.name} cannot be reached: a backup is made while the game runs`
          : `${store.name} has ${primaries.length === 0 ? 'no primary' : 'two primaries'} at the moment: try again`,
      );
    await delay(POLL_INTERVAL_MS);
  }
}

async function chooseSource(
  store: StoreAccess,
  primary: Node,
  nodes: readonly Node[],
): Promise<SnapshotSource> {
  const replica = nodes.find((node) => node !== primary);
  if (replica !== undefined && (await catchesUp(replica, primary))) {
    primary.connection.close();
    return { connection: replica.connection, role: 'replica', redis: versionOf(replica) };
  }
  replica?.connection.close();
  await announceAsReplica(primary, store, replica);
  return { connection: primary.connection, role: 'primary', redis: versionOf(primary) };
}

/** Waits until a replica has what its primary has now; resolves with false when it does not get there in time. */
async function catchesUp(replica: Node, primary: Node): Promise<boolean> {
  const offset = Number(primary.info.get('master_repl_offset'));
  const deadline = performance.now() + CATCH_UP_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const info = await readInfo(replica.connection).catch(() => undefined);
    if (info?.get('role') !== 'slave') return false;
    const isSameHistory = info.get('master_replid') === primary.info.get('master_replid');
    const isLinked = info.get('master_link_status') === 'up';
    if (isSameHistory && isLinked && Number(info.get('slave_repl_offset')) >= offset) return true;
    await delay(POLL_INTERVAL_MS);
  }
  return false;
}

/**
 * Makes the primary list this connection at the address of the missing replica. At any other address, the Sentinels would
 * take the connection for a new replica and monitor that address from then on.
 */
async function announceAsReplica(
  primary: Node,
  store: StoreAccess,
  replica: Node | undefined,
): Promise<void> {
  const missing = replica?.address ?? store.nodes.find((address) => address !== primary.address);
  const options = [
    ...(missing === undefined ? [] : [`listening-port ${missing.port}`, `ip-address ${missing.host}`]),
    // Ask for the snapshot without the replication stream. Redis before 7 answers with an error, which is harmless.
    'rdb-only 1',
  ];
  for (const option of options) {
    await primary.connection.command('REPLCONF', ...option.split(' ')).catch((error: Error) => {
      if (!error.message.startsWith('REPLCONF: ERR')) throw error;
    });
  }
}

/** Connects to the nodes of a store that respond. */
async function connectToNodes({ nodes, password }: StoreAccess): Promise<Node[]> {
  const connected = await Promise.all(nodes.map((address) => connectToNode(address, password)));
  return connected.filter((node) => node !== undefined);
}

async function connectToNode(address: Address, password: string): Promise<Node | undefined> {
  let connection: RedisConnection | undefined;
  try {
    connection = await RedisConnection.open(address, password);
    return { address, connection, info: await readInfo(connection) };
  } catch {
    // A node that is down, hangs or still loads its data cannot be used.
    connection?.close();
    return undefined;
  }
}

async function readInfo(connection: RedisConnection): Promise<Map<string, string>> {
  const lines = (await connection.command('INFO')).split('\r\n');
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
    }),
  );
}

function versionOf({ info }: Node): string {
  // Valkey reports its own version beside the Redis version that it is compatible with.
  return info.get('valkey_version') ?? info.get('redis_version') ?? 'unknown';
}
