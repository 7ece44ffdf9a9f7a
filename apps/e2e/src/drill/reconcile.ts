import type { GameView, Today } from '@motus/contracts';
import { HttpPlayer } from '../support/http-player.ts';
import type { Journal, JournalPlay } from './journal.ts';
import type { VirtualPlayer } from './virtual-player.ts';

/**
 * Updates the journal after the load for the players whom a power cut or a broken registration interrupted: removes what the
 * cut has taken within the limits of `DURABILITY`, and adds what was done although no response arrived. These players have
 * sent nothing since, so what the system shows of them now is final.
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
  // The comparisons that follow report what fails here.
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
