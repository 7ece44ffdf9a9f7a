import { Type } from 'typebox';
import { Leaderboard, Period } from '../leaderboard.ts';
import { PlayHistory } from '../play.ts';
import { Statistics } from '../statistics.ts';
import type { Endpoint } from './endpoint.ts';

/** What a player or a guest reads of the ledger: score serves it, motus forwards it. */
export const historyEndpoints = {
  listPlays: { method: 'GET', path: '/plays', summary: 'My finished plays', response: PlayHistory },
  readStatistics: { method: 'GET', path: '/statistics', summary: 'My statistics', response: Statistics },
  readLeaderboard: {
    method: 'GET',
    path: '/leaderboards/:period',
    summary: 'A leaderboard, with my own place',
    params: Type.Object({ period: Period }),
    response: Leaderboard,
  },
} as const satisfies Record<string, Endpoint>;
