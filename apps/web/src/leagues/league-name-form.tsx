import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-context.ts';
import { Field, LineForm } from '../ui/line-form.tsx';
import { leaguesTexts } from './leagues-texts.ts';

interface LeagueNameFormProps {
  /** The current name; undefined for a new league. */
  name?: string;
  submit: string;
  onSubmit: (name: string) => void;
}

/** The form for the name of a league. */
export function LeagueNameForm({ name = '', submit, onSubmit }: LeagueNameFormProps) {
  const { leagues } = useApp();
  const typed = useSignal(name);
  return (
    <LineForm
      submit={submit}
      disabled={leagues.mutations.pending.value}
      onSubmit={() => onSubmit(typed.value.trim())}
    >
      <Field label={leaguesTexts.value.name} text={typed} maxLength={LONGEST_NAME} />
    </LineForm>
  );
}

/** In characters; the server has the same limit. */
const LONGEST_NAME = 40;
