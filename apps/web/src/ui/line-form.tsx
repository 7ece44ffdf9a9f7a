import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface LineFormProps {
  /** The text of the submit button. */
  submit: string;
  disabled: boolean;
  onSubmit: () => unknown;
  /** The fields. */
  children: ComponentChildren;
}

/** A form with a few fields and a submit button, side by side if there is space. */
export function LineForm({ submit, disabled, onSubmit, children }: LineFormProps) {
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <button type="submit" class="button" disabled={disabled}>
        {submit}
      </button>
    </form>
  );
}

interface FieldProps {
  label: string;
  /** Holds what the user has typed. */
  text: Signal<string>;
  type?: 'date';
  /** In characters. */
  maxLength?: number;
}

/** A required field with its label. Only spaces are no input. */
export function Field({ label, text, ...input }: FieldProps) {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        class="field"
        required
        pattern=".*\S.*"
        autocomplete="off"
        value={text.value}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
        }}
      />
    </>
  );
}
