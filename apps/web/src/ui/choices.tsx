interface ChoiceProps<Value extends string> {
  name: string;
  label: string;
  value: Value;
  /** The text of each value. */
  choices: Readonly<Record<Value, string>>;
  onChoose: (value: Value) => void;
}

/** Radio buttons for a few values. */
export function Choice<Value extends string>({ name, label, value, choices, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="choice-values">
        {(Object.entries(choices) as [Value, string][]).map(([each, text]) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              value={each}
              checked={each === value}
              onChange={() => onChoose(each)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SwitchProps {
  name: string;
  label: string;
  note?: string;
  value: boolean;
  onChoose: (value: boolean) => void;
}

/** A checkbox that looks like a switch. */
export function Switch({ name, label, note, value, onChoose }: SwitchProps) {
  const noteId = `${name}-note`;
  return (
    <div class="switch">
      <label>
        <span>{label}</span>
        <input
          type="checkbox"
          name={name}
          checked={value}
          {...(note && { 'aria-describedby': noteId })}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </label>
      {note && (
        <p class="muted" id={noteId}>
          {note}
        </p>
      )}
    </div>
  );
}
