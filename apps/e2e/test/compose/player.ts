import { compose } from '@motus/drill';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HttpPlayer } from '@motus/testing/player';

const ORIGIN = 'http://localhost:3101';
let count = 0;

/** Registers a player with a unique name. */
export async function newPlayer(): Promise<HttpPlayer> {
  count++;
  const player = new HttpPlayer(ORIGIN, `Joueur ${process.pid} ${count}`);
  await player.register();
  return player;
}

/** Computes the answer of the day from the secret key in the container. */
export async function today(player: HttpPlayer): Promise<{ day: string; answer: string }> {
  const { day } = (await player.today()).game;
  const key = await compose('exec', '-T', 'motus1', 'cat', '/run/secrets/motus/daily-word-key').catch(() =>
    compose('exec', '-T', 'motus2', 'cat', '/run/secrets/motus/daily-word-key'),
  );
  return { day, answer: dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day) };
}
