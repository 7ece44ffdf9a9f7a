import { useSignal } from '@preact/signals';
import { Dialog } from './dialog.tsx';
import { texts } from './texts/texts.ts';

interface ConfirmButtonProps {
  /** What the button does, on the button and as the title of the question. */
  label: string;
  /** For a button that is one of many: what it is about, heard after the label. */
  about?: string;
  /** What follows from it. */
  warning: string;
  disabled?: boolean;
  onConfirm: () => void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ label, about, warning, disabled = false, onConfirm }: ConfirmButtonProps) {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="quiet danger"
        aria-haspopup="dialog"
        disabled={disabled}
        onClick={() => {
          open.value = true;
        }}
      >
        {label}
        {about && <span class="visually-hidden"> {about}</span>}
      </button>
      {open.value && (
        <Dialog
          title={label}
          onClose={() => {
            open.value = false;
          }}
        >
          <form method="dialog" class="confirmation">
            <p>{warning}</p>
            <p class="actions">
              <button type="submit" class="quiet">
                {texts.value.cancel}
              </button>
              <button type="submit" class="button" onClick={onConfirm}>
                {label}
              </button>
            </p>
          </form>
        </Dialog>
      )}
    </>
  );
}
