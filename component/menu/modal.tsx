/** A dialog over the page, with a title and a button that closes it. */
import { useEffect, useId, useRef } from 'react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Icon } from '../icons/icon.js';

export interface ModalProps {
  readonly title: string;
  /** What its button is called. */
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Another class, for its width. */
  readonly className?: string;
  readonly children: ReactNode;
}

/** Keeps the focus until it is closed, by Escape, its button or a press beside it. */
export function Modal({
  title,
  closeLabel,
  onClose,
  className = '',
  children,
}: ModalProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  // The browser gives the focus back when the dialog closes, not when it is taken away.
  const close = (): void => {
    if (dialog.current?.close === undefined) onClose();
    else dialog.current.close();
  };
  const titleId = useId();
  return (
    <dialog
      ref={dialog}
      className={`mr-dialog ${className}`}
      aria-labelledby={titleId}
      data-mr-press
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className="mr-dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="mr-icon-button" aria-label={closeLabel} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}

function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const element = dialog.current!;
    // Not in jsdom; and React may mount twice at once.
    if (element.showModal === undefined) element.setAttribute('open', '');
    else if (!element.open) element.showModal();
    const keep = (event: Event): void => event.stopPropagation();
    // The canvas round it would act on its keys.
    element.addEventListener('keydown', keep);
    return () => element.removeEventListener('keydown', keep);
  }, [dialog]);
}
