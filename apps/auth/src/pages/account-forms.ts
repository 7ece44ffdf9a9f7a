import { AUTH_PATH } from '@motus/contracts';
import { type Html, html } from '@motus/site';
import type { FieldErrors } from '../accounts/credentials.ts';
import type { Page } from './layout.ts';

/** What a rejected form shows again; never the password. */
export interface FormState {
  name?: string;
  fieldErrors?: FieldErrors;
  /** An error that concerns the whole form. */
  formError?: string;
}

/** The page on which a player logs in. */
export function loginPage(uid: string, state: FormState = {}): Page {
  return {
    title: 'Se connecter',
    content: html`${formErrorMessage(state)}
      <form method="post" action="${interactionPath(uid)}">
        ${nameField(state, { autocomplete: 'username' })}
        ${passwordField(state, { autocomplete: 'current-password' })}
        <button type="submit">Se connecter</button>
      </form>
      <p class="aside">Pas encore de compte&nbsp;? <a href="${interactionPath(uid)}/register">Créer un compte</a></p>`,
  };
}

/** The page on which a player creates an account. */
export function registrationPage(uid: string, state: FormState = {}): Page {
  return {
    title: 'Créer un compte',
    content: html`${formErrorMessage(state)}
      <form method="post" action="${interactionPath(uid)}/register">
        ${nameField(state, {
          autocomplete: 'username',
          hint: 'De 3 à 20 lettres, chiffres, espaces ou tirets. Les autres joueurs le verront.',
        })}
        ${passwordField(state, { autocomplete: 'new-password', hint: 'Au moins 8 caractères.' })}
        <button type="submit">Créer mon compte</button>
      </form>
      <p class="aside">Déjà un compte&nbsp;? <a href="${interactionPath(uid)}">Se connecter</a></p>`,
  };
}

/** The path of the login page of one interaction; its registration page is below it. */
export function interactionPath(uid: string): string {
  return `${AUTH_PATH}/interaction/${encodeURIComponent(uid)}`;
}

interface FieldTexts {
  autocomplete: string;
  hint?: string;
}

function nameField(state: FormState, texts: FieldTexts): Html {
  const error = state.fieldErrors?.name;
  return html`<div class="field">
      <label for="name">Nom</label>
      <input id="name" name="name" type="text" required maxlength="64" value="${state.name ?? ''}"
        autocomplete="${texts.autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false"
        ${ariaAttributes('name', state, error, texts.hint)}>
      ${fieldMessages('name', error, texts.hint)}
    </div>`;
}

function passwordField(state: FormState, texts: FieldTexts): Html {
  const error = state.fieldErrors?.password;
  // An error states the same limit.
  const hint = error === undefined ? texts.hint : undefined;
  return html`<div class="field">
      <label for="password">Mot de passe</label>
      <input id="password" name="password" type="password" required maxlength="512"
        autocomplete="${texts.autocomplete}" ${ariaAttributes('password', state, error, hint)}>
      ${fieldMessages('password', error, hint)}
    </div>`;
}

function ariaAttributes(id: string, state: FormState, error?: string, hint?: string): Html {
  const ids = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(state.formError === undefined ? [] : ['form-error']),
  ];
  const isInvalid = error !== undefined || state.formError !== undefined;
  return html`${isInvalid ? html` aria-invalid="true"` : undefined}${
    ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : undefined
  }`;
}

function fieldMessages(id: string, error?: string, hint?: string): Html {
  return html`${error === undefined ? undefined : html`<p class="field-error" id="${id}-error">${error}</p>`}
      ${hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`}`;
}

function formErrorMessage(state: FormState): Html | undefined {
  if (state.formError !== undefined)
    return html`<p class="form-error" id="form-error" role="alert">${state.formError}</p>`;
  if (Object.keys(state.fieldErrors ?? {}).length === 0) return undefined;
  return html`<p class="form-error" role="alert">Le compte n’a pas été créé&nbsp;: corrigez ce qui est signalé ci-dessous.</p>`;
}
