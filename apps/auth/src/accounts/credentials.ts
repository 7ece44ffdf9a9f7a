/** What a person typed into one of the two forms. */
export interface Credentials {
  /** Ready to be shown: NFKC, no space around it, single spaces within. */
  name: string;
  password: string;
}

/** One message, in French, for each field that cannot be accepted. */
export interface Faults {
  name?: string;
  password?: string;
}

const NAME_LENGTH = { min: 3, max: 20 };
const PASSWORD_LENGTH = { min: 8, max: 128 };

/** Latin letters only, so that two names that look the same are the same. */
const NAME = /^[\p{Script=Latin}0-9 _-]*$/u;
const LETTER_OR_DIGIT = /[\p{Script=Latin}0-9]/u;

/** Reads the two fields from a posted form, whatever was posted; what is not a text counts as empty. */
export function readCredentials(body: unknown): Credentials {
  return {
    name: field(body, 'name').normalize('NFKC').trim().replaceAll(/\s+/g, ' '),
    password: field(body, 'password'),
  };
}

/** What is wrong with the credentials of somebody who registers; `{}` when nothing is. */
export function faultsOf({ name, password }: Credentials): Faults {
  const nameFault = faultOfName(name);
  const passwordFault = faultOfPassword(password);
  return {
    ...(nameFault === undefined ? {} : { name: nameFault }),
    ...(passwordFault === undefined ? {} : { password: passwordFault }),
  };
}

/** The form of a name by which it is unique: without case, accents and ligatures. */
export function canonicalName(name: string): string {
  return (
    name
      .normalize('NFKC')
      // To upper case first: "ß" becomes "SS", "ı" becomes "I".
      .toUpperCase()
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
  );
}

function faultOfName(name: string): string | undefined {
  const length = [...name].length;
  if (length < NAME_LENGTH.min || length > NAME_LENGTH.max) {
    return `Le nom doit compter de ${NAME_LENGTH.min} à ${NAME_LENGTH.max} caractères.`;
  }
  if (!NAME.test(name)) {
    return 'Le nom ne peut contenir que des lettres, des chiffres, des espaces et des tirets.';
  }
  if (!LETTER_OR_DIGIT.test(name)) return 'Le nom doit contenir au moins une lettre ou un chiffre.';
  return undefined;
}

function faultOfPassword(password: string): string | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) {
    return `Le mot de passe doit compter au moins ${PASSWORD_LENGTH.min} caractères.`;
  }
  if (length > PASSWORD_LENGTH.max) {
    return `Le mot de passe ne peut pas dépasser ${PASSWORD_LENGTH.max} caractères.`;
  }
  return undefined;
}

function field(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
}
