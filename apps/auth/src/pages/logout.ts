import { html } from '@motus/site';
import type { Page } from './layout.ts';

/** A form that oidc-provider accepts: where it goes, and the secret that proves that the page was ours. */
export interface ConfirmationForm {
  action: string;
  xsrf: string;
}

/** Asks whether to end the session of the account too. */
export function logoutPage({ action, xsrf }: ConfirmationForm): Page {
  return {
    title: 'Se déconnecter',
    content: html`<p>Voulez-vous fermer la session de votre compte sur cet appareil&nbsp;?</p>
      <form method="post" action="${action}">
        <input type="hidden" name="xsrf" value="${xsrf}">
        <button type="submit" name="logout" value="yes">Se déconnecter</button>
        <button type="submit" class="quiet">Rester connecté</button>
      </form>`,
  };
}

/** Says that the session has ended. */
export function loggedOutPage(): Page {
  return {
    title: 'Vous êtes déconnecté',
    content: html`<p>La session de votre compte sur cet appareil est fermée.</p>
      <p><a class="button" href="/">Retour au jeu</a></p>`,
  };
}

/** Somebody logs in while another account is still logged in here: that one has to be logged out first. */
export function switchAccountPage({ action, xsrf }: ConfirmationForm): Page {
  return {
    title: 'Changer de compte',
    content: html`<p>Un autre compte est déjà connecté sur cet appareil. Il va être déconnecté.</p>
      <form method="post" action="${action}">
        <input type="hidden" name="xsrf" value="${xsrf}">
        <button type="submit" name="logout" value="yes">Continuer</button>
      </form>`,
  };
}
