import type { OperatorAction, OperatorActionName, Player } from '@motus/contracts';
import { isDay } from '@motus/game';
import { ServiceError } from '@motus/service';
import { commit, defineScript, readLua, type Store } from '@motus/store';
import type { FastifyRequest } from 'fastify';

/** The audit trail of operators: in the log, and in the store, where other operators see it. */
export interface OperatorActions {
  /**
   * Records an action and then performs it, so that nothing is done without a record; a refusal is recorded as well. A
   * request that arrives twice, by its id, is recorded once.
   *
   * @param request of an operator
   * @param subject the day or the word of the action; never the word that was chosen for a day
   * @throws what `act` throws
   */
  perform<Result>(
    request: FastifyRequest,
    action: OperatorActionName,
    subject: string,
    act: () => Promise<Result>,
  ): Promise<Result>;
  /**
   * The last 1000 actions, newest first. What another operator did about a word since the days began that can still be
   * played has no subject: it is often the answer of such a day.
   */
  list(reader: Player): Promise<OperatorAction[]>;
}

const MAX_ACTIONS = 1000;

/** Both keys share a hash slot, see players/player-keys.ts. */
const actionKeys = {
  /** Sorted set: id of the action → its time. */
  order: '{operator-actions}:order',
  /** Hash: id of the action → the action as JSON. */
  details: '{operator-actions}:details',
};

const addScript = defineScript({
  name: 'addOperatorAction',
  lua: readLua('add-action.lua', import.meta.url),
  read: (reply) => reply === 1,
});

/**
 * @param options.now       the clock, in milliseconds since the Unix epoch
 * @param options.openSince when the days that can still be played began, likewise
 */
export function createOperatorActions(options: {
  store: Store;
  now: () => number;
  openSince: () => number;
}): OperatorActions {
  const { store, now, openSince } = options;
  const shownTo =
    (reader: Player) =>
    ({ subject = '', ...action }: OperatorAction): OperatorAction =>
      isDay(subject) || action.at < openSince() || action.by.id === reader.id
        ? { ...action, subject }
        : action;

  return {
    async perform({ id, player: operator, log }, action, subject, act) {
      const entry: OperatorAction = { at: now(), by: operator, action, subject };
      // More people can read the log than there are operators.
      const logged = { operator, action, ...(isDay(subject) && { subject }) };
      // One request may perform several actions.
      const entryId = `${id} ${action} ${subject}`;
      const keys = [actionKeys.order, actionKeys.details];
      const isNew = await commit(store, () =>
        addScript(store, keys, [entryId, entry.at, JSON.stringify(entry), MAX_ACTIONS]),
      );
      if (isNew) log.info({ event: 'operator_action', ...logged }, 'operator action');
      try {
        return await act();
      } catch (error) {
        if (error instanceof ServiceError) {
          const refused = { ...entry, refused: error.code };
          const refusal = { event: 'operator_action_refused', ...logged, refused: error.code };
          if (isNew) log.info(refusal, 'operator action refused');
          await commit(store, () => store.hset(actionKeys.details, entryId, JSON.stringify(refused)));
        }
        throw error;
      }
    },

    async list(reader) {
      const ids = await store.zrevrange(actionKeys.order, 0, MAX_ACTIONS - 1);
      if (ids.length === 0) return [];
      const details = await store.hmget(actionKeys.details, ...ids);
      const actions = details.flatMap((text): OperatorAction[] => (text == null ? [] : [JSON.parse(text)]));
      return actions.map(shownTo(reader));
    },
  };
}
