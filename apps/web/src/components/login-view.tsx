import { pattern } from '@motus/game';
import { hashOf } from '../state/route.ts';
import { texts } from '../texts/texts.ts';
import { Tiles } from './tiles.tsx';

const GREETING = 'BONJOUR';
const GREETING_PATTERN = pattern(GREETING, 'BOUTONS');

/** What a visitor without a session sees. */
export function LoginView() {
  return (
    <section class="card login" aria-labelledby="login-title">
      <Tiles word={GREETING} pattern={GREETING_PATTERN} />
      <h1 id="login-title">{texts.value.login.title}</h1>
      <p>{texts.value.login.pitch}</p>
      <p>
        <a class="button" href="/login">
          {texts.value.login.link}
        </a>
      </p>
      <p class="muted">{texts.value.login.newcomer}</p>
      <p class="login-ways">
        <a href={hashOf('help')}>{texts.value.login.help}</a>
        <a href={hashOf('practice')}>{texts.value.login.practice}</a>
      </p>
    </section>
  );
}
