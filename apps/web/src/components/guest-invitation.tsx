import { texts } from '../texts/texts.ts';
import { LoginLink } from './login-link.tsx';

/** Says to a guest what an account is good for, once there is something to keep. */
export function GuestInvitation() {
  return (
    <p class="guest-invitation">
      <LoginLink class="quiet">{texts.value.guest.makeAccount}</LoginLink>
      <span class="muted">{texts.value.guest.why}</span>
    </p>
  );
}
