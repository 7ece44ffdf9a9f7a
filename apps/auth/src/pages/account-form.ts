import { type Html, html } from '@motus/site';
import type { Faults } from '../credentials.ts';
import type { Page } from './layout.ts';

/** What a form shows again after it was refused; never a password. */
export interface FormState {
  name?: string;
  faults?: Faults;
  /** What is wrong with the form as a whole. */
  refusal?: string;
}

/** The page on which a player logs in. */
export function loginPage(uid: string, state: FormState = {}): Page {
  return {
    title: 'Se connecter',
    content: html`${refusal(state)}
      <form method="post" action="${interactionPath(uid)}">
        ${nameField(state, { autocomplete: 'username' })}
        ${passwordField(state, { autocomplete: 'current-password' })}
        <button type="submit">Se connecter</button>
      </form>
      <p class="aside">Pas encore de compte&nbsp;? <a href="${interactionPath(uid)}/register">Créer un compte</a></p>`,
  };
}

/** The page on which a player makes an account. */
export function registrationPage(uid: string, state: FormState = {}): Page {
  return {
    title: 'Créer un compte',
    content: html`${refusal(state)}
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

/** Where the pages of one login are. */
export function interactionPath(uid: string): string {
  return `/auth/interaction/${encodeURIComponent(uid)}`;
}

interface FieldTexts {
  autocomplete: string;
  hint?: string;
}

function nameField(state: FormState, texts: FieldTexts): Html {
  const fault = state.faults?.name;
  return html`<div class="field">
      <label for="name">Nom</label>
      <input id="name" name="name" type="text" required maxlength="64" value="${state.name ?? ''}"
        autocomplete="${texts.autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false"
        ${describedBy('name', state, fault, texts.hint)}>
      ${notes('name', fault, texts.hint)}
    </div>`;
}

function passwordField(state: FormState, texts: FieldTexts): Html {
  const fault = state.faults?.password;
  return html`<div class="field">
      <label for="password">Mot de passe</label>
      <input id="password" name="password" type="password" required maxlength="512"
        autocomplete="${texts.autocomplete}" ${describedBy('password', state, fault, texts.hint)}>
      ${notes('password', fault, texts.hint)}
    </div>`;
}

function describedBy(id: string, state: FormState, fault?: string, hint?: string): Html {
  const ids = [
    ...(fault === undefined ? [] : [`${id}-fault`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(state.refusal === undefined ? [] : ['refusal']),
  ];
  const invalid = fault !== undefined || state.refusal !== undefined;
  return html`${invalid ? html` aria-invalid="true"` : undefined}${
    ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : undefined
  }`;
}

function notes(id: string, fault?: string, hint?: string): Html {
  return html`${fault === undefined ? undefined : html`<p class="fault" id="${id}-fault">${fault}</p>`}
      ${hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`}`;
}

function refusal(state: FormState): Html | undefined {
  if (state.refusal !== undefined)
    return html`<p class="refusal" id="refusal" role="alert">${state.refusal}</p>`;
  if (Object.keys(state.faults ?? {}).length === 0) return undefined;
  return html`<p class="refusal" role="alert">Le compte n’a pas été créé&nbsp;: corrigez ce qui est signalé ci-dessous.</p>`;
}
