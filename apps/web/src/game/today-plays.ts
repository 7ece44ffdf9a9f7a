import type { Day, GameView, Today } from '@motus/contracts';

/** Returns the play of a day; today's if the day is null or has no play. */
export function playOf(today: Today, day: Day | null): GameView {
  return today.unfinished && today.unfinished.day === day ? today.unfinished : today.game;
}

export function hasPlayOf(today: Today, day: Day): boolean {
  return playOf(today, day).day === day;
}

/** Tells whether a play is another one, or in another state. */
export function differs(play: GameView, known: GameView | null): boolean {
  return (
    known?.day !== play.day ||
    known.rows.length !== play.rows.length ||
    known.state !== play.state ||
    known.disqualified !== play.disqualified
  );
}

/** Replaces one of the plays by a newer state of it. */
export function withPlay(today: Today, play: GameView): Today {
  const unfinished = today.unfinished && newer(today.unfinished, play);
  return { ...today, game: newer(today.game, play), ...(unfinished && { unfinished }) };
}

/**
 * Merges a response into the known plays. Responses may arrive out of order; rows are only added, so the longer one of
 * two states of a play is the later one. A play of yesterday that was finished on this page stays visible.
 */
export function mergeToday(before: Today, next: Today): Today {
  const known = before.unfinished ? [before.game, before.unfinished] : [before.game];
  const latest = known.reduce(withPlay, next);
  const finished = before.unfinished;
  if (latest.unfinished || !finished || before.game.day !== next.game.day) return latest;
  return finished.state === 'playing' ? latest : { ...latest, unfinished: finished };
}

function newer(known: GameView, play: GameView): GameView {
  if (known.day !== play.day || play.rows.length < known.rows.length) return known;
  // A disqualification adds no row, and is for good.
  return play.rows.length === known.rows.length && known.disqualified ? known : play;
}
