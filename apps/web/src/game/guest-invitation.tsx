import { LoginLink } from '../app/login-link.tsx';
import { texts } from '../ui/texts/texts.ts';

/** Says to a guest what an account is good for, once there is something to keep. */
export function GuestInvitation() {
  return (
    <p class="guest-invitation">
      <LoginLink class="quiet">{texts.value.guest.makeAccount}</LoginLink>
      <span class="muted">{texts.value.guest.why}</span>
    </p>
  );
}
