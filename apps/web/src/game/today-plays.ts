import type { Day, GameView, Today } from '@motus/contracts';

/** The play of that day, or today's where the day is null or gone. */
export function playOf(today: Today, day: Day | null): GameView {
  return today.unfinished && today.unfinished.day === day ? today.unfinished : today.game;
}

export function knows(today: Today, day: Day): boolean {
  return playOf(today, day).day === day;
}

/** Whether a play has gone on, or is another one. */
export function differs(play: GameView, known: GameView | null): boolean {
  return known?.day !== play.day || known.rows.length !== play.rows.length || known.state !== play.state;
}

/** What the page knows, with one play replaced by a newer state of it. */
export function withPlay(today: Today, play: GameView): Today {
  const unfinished = today.unfinished && newer(today.unfinished, play);
  return { ...today, game: newer(today.game, play), ...(unfinished && { unfinished }) };
}

/**
 * What the page knows after a new reading. Answers may overtake each other; rows are only ever added, so of two
 * states of one play the longer one is the later. A play of yesterday that was finished here stays to be looked at.
 */
export function latestOf(before: Today, next: Today): Today {
  const known = before.unfinished ? [before.game, before.unfinished] : [before.game];
  const latest = known.reduce(withPlay, next);
  const finished = before.unfinished;
  if (latest.unfinished || !finished || before.game.day !== next.game.day) return latest;
  return finished.state === 'playing' ? latest : { ...latest, unfinished: finished };
}

function newer(known: GameView, play: GameView): GameView {
  return known.day === play.day && play.rows.length >= known.rows.length ? play : known;
}
