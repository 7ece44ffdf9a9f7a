import { fileURLToPath } from 'node:url';
import { commonSettings, keyFile, readSettings, secretFile, siteSettings, timeZone } from '@motus/service';
import { str } from 'envalid';

/** What the game is told by its environment. */
export const motusSettings = {
  ...commonSettings,
  ...siteSettings,
  MOTUS_CLIENT_SECRET_FILE: secretFile({
    desc: 'a file that holds the secret by which the auth service knows the game',
  }),
  SESSION_KEY_FILE: keyFile({
    desc: 'a file that holds the 32-byte key of the session cookies, in base64url',
  }),
  DAILY_WORD_KEY_FILE: keyFile({
    desc: 'a file that holds the 32-byte key of the daily words, in base64url',
  }),
  GAME_TIMEZONE: timeZone({
    default: 'Europe/Paris',
    desc: 'the time zone in which the day turns, for instance Europe/Paris',
  }),
  WEB_ROOT: str({
    default: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    desc: 'the folder of the built page',
  }),
};

export type MotusSettings = ReturnType<typeof readMotusSettings>;

/** @throws SettingsError naming what is missing or wrong */
export function readMotusSettings(env: NodeJS.ProcessEnv) {
  return readSettings(motusSettings, env);
}
