import { useSignal } from '@preact/signals';
import { Dialog } from './dialog.tsx';
import { texts } from './texts/texts.ts';

interface ConfirmDialogProps {
  /** The action, as the title and on the button. */
  label: string;
  /** The consequences. */
  warning: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks for confirmation of an action that cannot be undone. */
export function ConfirmDialog({ label, warning, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={label} onClose={onClose}>
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
  );
}

interface ConfirmButtonProps extends Omit<ConfirmDialogProps, 'onClose'> {
  /** For one of many equal buttons: its subject, which only screen readers read after the label. */
  about?: string;
  disabled?: boolean;
}

/** A button for an action that cannot be undone: it asks for confirmation. */
export function ConfirmButton({ label, about, disabled = false, ...dialog }: ConfirmButtonProps) {
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
        <ConfirmDialog
          {...dialog}
          label={label}
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}
