import type { GameView, Today } from '@motus/contracts';
import type { Journal, JournalPlay } from './journal.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/**
 * Updates the journal after the load for the players whom a power cut or a broken registration interrupted: removes what the
 * cut has taken within the limits of `DURABILITY`, and adds what was done although no response arrived. These players have
 * sent nothing since, so what the system shows of them now is final.
 *
 * @param canLogIn whether somebody can log in from a fresh client
 */
export async function reconcile(
  journal: Journal,
  players: readonly VirtualPlayer[],
  canLogIn: (name: string) => Promise<boolean>,
): Promise<void> {
  const known = new Map(players.map((player) => [player.name, player]));
  for (const name of journal.uncertain) {
    // Undefined for a newcomer whose arrival failed after the registration.
    const player = known.get(name);
    // The comparisons that follow report what fails here.
    await player?.settleRegistration().catch(() => undefined);
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
  const unanswered = rows[attempts.length];
  if (unanswered === undefined || unanswered.word !== pending) return;
  const { word, pattern, at } = unanswered;
  const phase = attempts.at(-1)?.phase ?? 0;
  journal.acknowledged({ player, day, row: attempts.length + 1, word, pattern, at, phase });
}
