import { setTimeout as pause } from 'node:timers/promises';
import { BackupError } from '../errors.ts';
import { RedisConnection } from './redis-connection.ts';

/** How long a store may take to have one primary, as during a switch, and its replica to catch up, in milliseconds. */
const PRIMARY_WITHIN = 20_000;
const CAUGHT_UP_WITHIN = 5000;
const LOOK_EVERY = 50;

/** Where a Redis listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A store and how to reach it. */
export interface StoreAccess {
  readonly name: string;
  /** Its two Redis. */
  readonly nodes: readonly Address[];
  readonly password: string;
}

/** The Redis of a store that its data is taken from. */
export interface StoreSource {
  readonly connection: RedisConnection;
  readonly role: 'primary' | 'replica';
  /** The version of Redis. */
  readonly redis: string;
}

/** A Redis that answers, and what it says of itself. */
interface View {
  readonly address: Address;
  readonly connection: RedisConnection;
  readonly info: ReadonlyMap<string, string>;
}

/**
 * Connects to the Redis whose data a backup holds: the replica, once it has everything that the primary had acknowledged
 * when this was called, so that the primary does not pay and the Sentinels see nobody new; the primary where no replica
 * has it in time.
 *
 * @throws BackupError where the store has no primary
 */
export async function connectToSource(store: StoreAccess): Promise<StoreSource> {
  const deadline = performance.now() + PRIMARY_WITHIN;
  for (;;) {
    const views = await viewsOf(store);
    const primaries = views.filter(({ info }) => info.get('role') === 'master');
    const [primary] = primaries;
    if (primary !== undefined && primaries.length === 1) return choose(store, primary, views);
    for (const { connection } of views) connection.close();
    if (performance.now() > deadline || views.length === 0)
      throw new BackupError(
        'store_unreachable',
        views.length === 0
          ? `${store.name} cannot be reached: a backup is made while the game runs`
          : `${store.name} has ${primaries.length === 0 ? 'no primary' : 'two primaries'} at the moment: try again`,
      );
    await pause(LOOK_EVERY);
  }
}

async function choose(store: StoreAccess, primary: View, views: readonly View[]): Promise<StoreSource> {
  const replica = views.find((view) => view !== primary);
  if (replica !== undefined && (await catchesUp(replica, primary))) {
    primary.connection.close();
    return { connection: replica.connection, role: 'replica', redis: versionOf(replica) };
  }
  replica?.connection.close();
  await disguise(primary, store, replica);
  return { connection: primary.connection, role: 'primary', redis: versionOf(primary) };
}

/** Whether a replica has what its primary has now. */
async function catchesUp(replica: View, primary: View): Promise<boolean> {
  const wanted = Number(primary.info.get('master_repl_offset'));
  const deadline = performance.now() + CAUGHT_UP_WITHIN;
  while (performance.now() < deadline) {
    const info = await infoOf(replica.connection).catch(() => undefined);
    if (info?.get('role') !== 'slave') return false;
    const isSame = info.get('master_replid') === primary.info.get('master_replid');
    const isLinked = info.get('master_link_status') === 'up';
    if (isSame && isLinked && Number(info.get('slave_repl_offset')) >= wanted) return true;
    await pause(LOOK_EVERY);
  }
  return false;
}

/**
 * Has a primary list this connection, while it lasts, at the address of the replica that is away: whatever else it listed,
 * the Sentinels would take for another replica and look for ever after.
 */
async function disguise(primary: View, store: StoreAccess, replica: View | undefined): Promise<void> {
  const away = replica?.address ?? store.nodes.find((node) => node !== primary.address);
  const words = [
    ...(away === undefined ? [] : [`listening-port ${away.port}`, `ip-address ${away.host}`]),
    // Nothing is wanted after the file. Redis before 7 does not know this, and does no harm.
    'rdb-only 1',
  ];
  for (const word of words) {
    await primary.connection.ask('REPLCONF', ...word.split(' ')).catch((error: Error) => {
      if (!error.message.startsWith('REPLCONF: ERR')) throw error;
    });
  }
}

async function viewsOf({ nodes, password }: StoreAccess): Promise<View[]> {
  const views = await Promise.all(nodes.map((address) => viewOf(address, password)));
  return views.filter((view) => view !== undefined);
}

async function viewOf(address: Address, password: string): Promise<View | undefined> {
  let connection: RedisConnection | undefined;
  try {
    connection = await RedisConnection.open(address, password);
    return { address, connection, info: await infoOf(connection) };
  } catch {
    // Down, hanging, or still loading: as good as not there.
    connection?.close();
    return undefined;
  }
}

async function infoOf(connection: RedisConnection): Promise<Map<string, string>> {
  const lines = (await connection.ask('INFO')).split('\r\n');
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
    }),
  );
}

function versionOf({ info }: View): string {
  // Valkey says there with which Redis it is compatible, and its own beside it.
  return info.get('valkey_version') ?? info.get('redis_version') ?? 'unknown';
}
