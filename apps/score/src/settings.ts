import { commonSettings, readSettings, secretFile, storeUrl, timeZone } from '@motus/service';

/** What the score service is told by its environment. */
export const scoreSettings = {
  ...commonSettings,
  SCORE_STORE_URL: storeUrl({
    desc: 'the address of the score store, for instance redis://score-store:6379',
  }),
  SCORE_STORE_PASSWORD_FILE: secretFile({ desc: 'a file that holds the password of the score store' }),
  GAME_TIMEZONE: timeZone({
    default: 'Europe/Paris',
    desc: 'the time zone in which the day turns, for instance Europe/Paris',
  }),
};

export type ScoreSettings = ReturnType<typeof readScoreSettings>;

/** @throws SettingsError naming what is missing or wrong */
export function readScoreSettings(env: NodeJS.ProcessEnv) {
  return readSettings(scoreSettings, env);
}
