import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { texts } from '../ui/texts/texts.ts';

interface LeagueNameFormProps {
  /** The name so far; none for a new league. */
  name?: string;
  submit: string;
  onSubmit: (name: string) => void;
}

/** Where a league gets its name. */
export function LeagueNameForm({ name = '', submit, onSubmit }: LeagueNameFormProps) {
  const { leagues } = useApp();
  const typed = useSignal(name);
  const id = useId();
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(typed.value.trim());
      }}
    >
      <label for={id}>{texts.value.leagues.name}</label>
      <input
        id={id}
        class="field"
        value={typed.value}
        required
        // Not spaces only.
        pattern=".*\S.*"
        maxLength={LONGEST_NAME}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
      />
      <button type="submit" class="button" disabled={leagues.changes.underWay.value}>
        {submit}
      </button>
    </form>
  );
}

/** In characters, as the server has it. */
const LONGEST_NAME = 40;
