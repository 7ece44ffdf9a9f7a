import type { GameView, Today } from '@motus/contracts';
import { HttpPlayer } from '../support/http-player.ts';
import type { Journal, JournalPlay } from './journal.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/**
 * Brings the journal up to what nobody could know during the load: of the players whom a power cut interrupted, what it has
 * taken as the setting of the stores allows, and what was done though no answer came. They did not go on playing, so what
 * they have now is what was left.
 */
export async function reconcile(
  origin: string,
  journal: Journal,
  players: readonly VirtualPlayer[],
): Promise<void> {
  const uncertain = new Set(journal.uncertain);
  for (const player of players.filter(({ name }) => uncertain.has(name))) {
    await reconcileAccount(origin, journal, player);
    await reconcilePlays(journal, player);
  }
}

async function reconcileAccount(origin: string, journal: Journal, player: VirtualPlayer): Promise<void> {
  // What goes wrong here is seen by the comparisons that follow.
  await player.settleRegistration().catch(() => undefined);
  if (!journal.isAccountAtRisk(player.name)) return;
  const exists = await new HttpPlayer(origin, player.name).tryLogin().catch(() => true);
  if (!exists) journal.forgoAccount(player.name);
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
