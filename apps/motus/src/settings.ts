import { fileURLToPath } from 'node:url';
import { commonSettings, keyFile, readSettings, secretFile, timeZone } from '@motus/service';
import { siteSettings } from '@motus/site';
import { makeValidator, str } from 'envalid';

/** Validates the address of a dictionary, which has `{word}` in place of the word. */
const definitionUrl = makeValidator<string>((input) => {
  if (!input.includes('{word}')) throw new Error(`"${input}" has no {word}`);
  if (!/^https?:\/\/\S+$/.test(input) || !URL.canParse(input.replaceAll('{word}', 'mot'))) {
    throw new Error(`"${input}" is not an http or https address`);
  }
  return input;
});

/** The settings of the game, from its environment. */
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
  DEFINITION_URL: definitionUrl({
    default: 'https://fr.wiktionary.org/wiki/{word}',
    desc: 'an https or http address with {word} in it: the page that says what a word means',
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
