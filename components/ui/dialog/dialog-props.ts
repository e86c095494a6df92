import type { ReactNode } from 'react';

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** A button that opens it; leave it out where `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  size?: 'sm' | 'md' | 'lg' | undefined;
  children?: ReactNode;
  /** Buttons at the bottom, the chosen way last. */
  footer?: ReactNode;
  /** For what nobody will see again: a stray click beside it does not close it. */
  keepOnOutsideClick?: boolean | undefined;
}
