import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';

interface DialogButtonProps {
  icon: IconName;
  /** The accessible name of the button, and its tooltip. */
  label: string;
  /** The title of the dialog. */
  title: string;
  /** The content of the dialog; without content the button does nothing. */
  children: ComponentChildren;
}

/** An icon button that opens a dialog. */
export function DialogButton({ icon, label, title, children }: DialogButtonProps) {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => {
          open.value = true;
        }}
      >
        <Icon of={icon} />
      </button>
      {open.value && children && (
        <Dialog
          title={title}
          onClose={() => {
            open.value = false;
          }}
        >
          {children}
        </Dialog>
      )}
    </>
  );
}
