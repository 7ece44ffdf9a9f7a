import { useSignal } from '@preact/signals';
import { Dialog } from './dialog.tsx';
import { texts } from './texts/texts.ts';

interface ConfirmButtonProps {
  /** The action, on the button and as the title of the dialog. */
  label: string;
  /** For one of many equal buttons: its subject, which only screen readers read after the label. */
  about?: string;
  /** The consequences. */
  warning: string;
  disabled?: boolean;
  onConfirm: () => void;
}

/** A button for an action that cannot be undone: it asks for confirmation. */
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
