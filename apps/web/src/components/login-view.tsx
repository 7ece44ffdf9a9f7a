import { pattern } from '@motus/game';
import { hashOf } from '../state/route.ts';
import { texts } from '../texts.ts';
import { Tiles } from './tiles.tsx';

const GREETING = pattern(texts.login.greeting, texts.login.greetingAnswer);

/** What a visitor without a session sees. */
export function LoginView() {
  return (
    <section class="card login" aria-labelledby="login-title">
      <Tiles word={texts.login.greeting} pattern={GREETING} />
      <h1 id="login-title">{texts.login.title}</h1>
      <p>{texts.login.pitch}</p>
      <p>
        <a class="button" href="/login">
          {texts.login.link}
        </a>
      </p>
      <p class="muted">{texts.login.newcomer}</p>
      <p>
        <a href={hashOf('help')}>{texts.login.help}</a>
      </p>
    </section>
  );
}
