import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button, IconButton } from "./button";

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose(): void;
  children: ComponentChildren;
}

/** A question or a form that wants an answer first. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header class="dialog__head">
        <h2 id={id}>{title}</h2>
        <IconButton label={closeLabel} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div class="dialog__body">{children}</div>
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  text: ComponentChildren;
  confirmLabel: string;
  cancelLabel: string;
  closeLabel: string;
  isBusy?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** Ask before something that cannot be undone. The safe answer has the focus. */
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <Dialog title={props.title} closeLabel={props.closeLabel} onClose={props.onClose}>
      <p>{props.text}</p>
      <footer class="dialog__foot">
        <Button onClick={props.onClose} autofocus>
          {props.cancelLabel}
        </Button>
        <Button look="danger" isBusy={props.isBusy ?? false} onClick={props.onConfirm}>
          {props.confirmLabel}
        </Button>
      </footer>
    </Dialog>
  );
}
