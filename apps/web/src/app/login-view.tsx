import { pattern } from '@motus/game';
import { texts } from '../ui/texts/texts.ts';
import { Tiles } from '../ui/tiles.tsx';
import { LoginLink } from './login-link.tsx';
import { hashOf } from './route.ts';

const GREETING = 'BONJOUR';
const GREETING_PATTERN = pattern(GREETING, 'BOUTONS');

/** Shown to a guest instead of a view that needs an account. */
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
