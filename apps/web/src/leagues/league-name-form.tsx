import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
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
  const id = useId();
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(typed.value.trim());
      }}
    >
      <label for={id}>{leaguesTexts.value.name}</label>
      <input
        id={id}
        class="field"
        value={typed.value}
        required
        // Not only spaces.
        pattern=".*\S.*"
        maxLength={LONGEST_NAME}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
      />
      <button type="submit" class="button" disabled={leagues.mutations.pending.value}>
        {submit}
      </button>
    </form>
  );
}

/** In characters; the server has the same limit. */
const LONGEST_NAME = 40;
