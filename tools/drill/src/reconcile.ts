import type { GameView, Today } from '@motus/contracts';
import type { Journal, JournalPlay } from './journal.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/**
 * Updates the journal after the load for the players whose state is unknown after a power cut or an interrupted registration:
 * removes entries that were lost within the limit of `DURABILITY`, and adds attempts that were stored without an
 * acknowledgement. These players have sent nothing since, so the state that the system shows is final.
 *
 * @param canLogIn whether a player can log in from a new client
 */
export async function reconcile(
  journal: Journal,
  players: readonly VirtualPlayer[],
  canLogIn: (name: string) => Promise<boolean>,
): Promise<void> {
  const playersByName = new Map(players.map((player) => [player.name, player]));
  for (const name of journal.uncertain) {
    // Undefined if the account was created, but the rest of the player's arrival failed.
    const player = playersByName.get(name);
    // A failure here is reported by the comparisons that follow.
    await player?.resolveInterruptedRegistration().catch(() => undefined);
    if (journal.isAccountAtRisk(name) && !(await canLogIn(name).catch(() => true)))
      journal.forgoAccount(name);
    if (player !== undefined) await reconcilePlays(journal, player);
  }
}

async function reconcilePlays(journal: Journal, { name, http }: VirtualPlayer): Promise<void> {
  const { status, json } = await http.get<Today>('/api/today');
  if (status !== 200) return;
  for (const play of journal.plays().filter(({ player }) => player === name)) {
    const view = [json.game, json.unfinished].find((game) => game?.day === play.day);
    if (view !== undefined) reconcilePlay(journal, play, view);
  }
}

function reconcilePlay(journal: Journal, play: JournalPlay, { rows }: GameView): void {
  const { player, day, attempts, pending } = play;
  journal.forgoAttempts(play, rows.length);
  const unacknowledged = rows[attempts.length];
  if (unacknowledged === undefined || unacknowledged.word !== pending) return;
  const { word, pattern, at } = unacknowledged;
  const phase = attempts.at(-1)?.phase ?? 0;
  journal.addAttempt({ player, day, row: attempts.length + 1, word, pattern, at, phase });
}
