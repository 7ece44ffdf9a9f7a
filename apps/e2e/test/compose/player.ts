import { compose } from '@motus/drill';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HttpPlayer } from '@motus/testing/player';

const ORIGIN = 'http://localhost:3101';
let made = 0;

/** A player who has just registered, with a name that no other has. */
export async function newPlayer(): Promise<HttpPlayer> {
  made++;
  const player = new HttpPlayer(ORIGIN, `Joueur ${process.pid} ${made}`);
  await player.register();
  return player;
}

/** Today's word: the test holds the key, as the operator does. */
export async function today(player: HttpPlayer): Promise<{ day: string; answer: string }> {
  const { day } = (await player.today()).game;
  const key = await compose('exec', '-T', 'motus1', 'cat', '/run/secrets/motus/daily-word-key').catch(() =>
    compose('exec', '-T', 'motus2', 'cat', '/run/secrets/motus/daily-word-key'),
  );
  return { day, answer: dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day) };
}
