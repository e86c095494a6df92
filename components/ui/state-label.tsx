import clsx from 'clsx';
import type { ReactNode } from 'react';
import { type StateKind, StateMark } from './state-mark.tsx';

interface StateLabelProps {
  kind: StateKind;
  /** The word of the state, in the reader's language. */
  children: ReactNode;
  className?: string | undefined;
  /** Where it is a sentence: it may take several lines. */
  wraps?: boolean | undefined;
}

/** A state in a list or a header: shape, word and colour. */
export function StateLabel({ kind, children, className, wraps = false }: StateLabelProps) {
  return (
    <span
      data-state={kind}
      className={clsx(
        'inline-flex gap-1.5',
        wraps ? 'items-baseline' : 'items-center whitespace-nowrap',
        className,
      )}
    >
      <StateMark kind={kind} />
      <span>{children}</span>
    </span>
  );
}
