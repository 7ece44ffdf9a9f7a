import { pattern } from '@motus/game';
import { hashOf } from '../state/route.ts';
import { texts } from '../texts/texts.ts';
import { LoginLink } from './login-link.tsx';
import { Tiles } from './tiles.tsx';

const GREETING = 'BONJOUR';
const GREETING_PATTERN = pattern(GREETING, 'BOUTONS');

/** What a guest sees in place of a view that needs an account. */
export function LoginView({ reason }: { reason: string }) {
  return (
    <section class="card login" aria-labelledby="login-title">
      <Tiles word={GREETING} pattern={GREETING_PATTERN} />
      <h1 id="login-title">{texts.value.login.title}</h1>
      <p>{reason}</p>
      <p>
        <LoginLink class="button">{texts.value.login.link}</LoginLink>
      </p>
      <p class="muted">{texts.value.login.newcomer}</p>
      <p>
        <a href={hashOf('game')}>{texts.value.toGame}</a>
      </p>
    </section>
  );
}
