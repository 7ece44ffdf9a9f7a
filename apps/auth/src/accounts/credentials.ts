/** The two fields of the login form and of the registration form. */
export interface Credentials {
  /** Normalized for display: NFKC, trimmed, single spaces. */
  name: string;
  password: string;
}

/** One message for the player, in French, for each invalid field. */
export interface FieldErrors {
  name?: string;
  password?: string;
}

const NAME_LENGTH = { min: 3, max: 20 };
const PASSWORD_LENGTH = { min: 8, max: 128 };

/** Allows Latin letters only, so that no two names look alike through letters of another script. */
const NAME_PATTERN = /^[\p{Script=Latin}0-9 _-]*$/u;
const LETTER_OR_DIGIT = /[\p{Script=Latin}0-9]/u;

/** Reads the two fields from the parsed body of a form, of any type; a field that is not a string counts as empty. */
export function readCredentials(body: unknown): Credentials {
  return {
    name: textField(body, 'name').normalize('NFKC').trim().replaceAll(/\s+/g, ' '),
    password: textField(body, 'password'),
  };
}

/** Validates the credentials of a registration; returns `{}` when both fields are valid. */
export function validateCredentials({ name, password }: Credentials): FieldErrors {
  const nameError = validateName(name);
  const passwordError = validatePassword(password);
  return {
    ...(nameError === undefined ? {} : { name: nameError }),
    ...(passwordError === undefined ? {} : { password: passwordError }),
  };
}

/** Folds case, accents and ligatures of a name; a name is unique in this form. */
export function canonicalName(name: string): string {
  return (
    name
      .normalize('NFKC')
      // Upper case first, because it maps "ß" to "SS" and "ı" to "I".
      .toUpperCase()
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
  );
}

function validateName(name: string): string | undefined {
  const length = [...name].length;
  if (length < NAME_LENGTH.min || length > NAME_LENGTH.max) {
    return `Le nom doit compter de ${NAME_LENGTH.min} à ${NAME_LENGTH.max} caractères.`;
  }
  if (!NAME_PATTERN.test(name)) {
    return 'Le nom ne peut contenir que des lettres, des chiffres, des espaces et des tirets.';
  }
  if (!LETTER_OR_DIGIT.test(name)) return 'Le nom doit contenir au moins une lettre ou un chiffre.';
  return undefined;
}

function validatePassword(password: string): string | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) {
    return `Le mot de passe doit compter au moins ${PASSWORD_LENGTH.min} caractères.`;
  }
  if (length > PASSWORD_LENGTH.max) {
    return `Le mot de passe ne peut pas dépasser ${PASSWORD_LENGTH.max} caractères.`;
  }
  return undefined;
}

function textField(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
}
