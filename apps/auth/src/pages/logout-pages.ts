import { html } from '@motus/site';
import type { Page } from './layout.ts';

/** The target of a form that oidc-provider accepts, and the CSRF secret that proves that this service rendered it. */
export interface ConfirmationForm {
  action: string;
  xsrf: string;
}

/** Asks whether to end the session at the provider too. */
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

/** Confirms that the session has ended. */
export function loggedOutPage(): Page {
  return {
    title: 'Vous êtes déconnecté',
    content: html`<p>La session de votre compte sur cet appareil est fermée.</p>
      <p><a class="button" href="/">Retour au jeu</a></p>`,
  };
}

/** Asks to log out the account that is still logged in before another account logs in. */
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
