import { addresses, commonSettings, readSettings, secretFile, timeZone } from '@motus/service';

/** The environment variables of the score service. */
export const scoreSettings = {
  ...commonSettings,
  SCORE_STORE_SENTINELS: addresses({
    desc: 'the addresses of the Sentinels that watch the score store, for instance sentinel1:26379,sentinel2:26379',
  }),
  SCORE_STORE_PASSWORD_FILE: secretFile({ desc: 'a file that holds the password of the score store' }),
  SENTINEL_PASSWORD_FILE: secretFile({ desc: 'a file that holds the password of the Sentinels' }),
  GAME_TIMEZONE: timeZone({
    default: 'Europe/Paris',
    desc: 'the time zone in which the day turns, for instance Europe/Paris',
  }),
};

export type ScoreSettings = ReturnType<typeof readScoreSettings>;

/** @throws SettingsError that names what is missing or wrong */
export function readScoreSettings(env: NodeJS.ProcessEnv) {
  return readSettings(scoreSettings, env);
}
