import { MAX_LEAGUE_MEMBERS, MAX_LEAGUES_PER_PLAYER } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import type { Change, Outcome } from './scripts.ts';

export type LeagueErrorCode = Exclude<Outcome, Change> | 'too_many_leagues';

const ERRORS: Record<LeagueErrorCode, readonly [status: number, message: string]> = {
  league_id_taken: [409, 'Une autre ligue porte déjà cet identifiant.'],
  league_not_found: [404, 'Cette ligue n’existe pas, ou vous n’en êtes pas membre.'],
  not_league_owner: [403, 'Seul le propriétaire de la ligue peut faire cela.'],
  invitation_invalid: [404, 'Cette invitation n’est pas, ou plus, valable.'],
  league_full: [409, `Cette ligue est complète : elle compte ${MAX_LEAGUE_MEMBERS} membres.`],
  too_many_leagues: [409, `On ne peut pas être membre de plus de ${MAX_LEAGUES_PER_PLAYER} ligues.`],
};

/** The error for a change to a league that is refused. */
export function leagueError(code: LeagueErrorCode): ServiceError {
  const [status, message] = ERRORS[code];
  return new ServiceError(status, code, message);
}
