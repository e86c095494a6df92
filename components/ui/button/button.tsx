'use client';

import clsx from 'clsx';
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react';
import { Tooltip } from '../tooltip.tsx';
import { type ButtonLook, buttonClass } from './button-class.ts';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, ButtonLook {
  /** Something this button started is under way: it stays focusable, says so, and ignores presses. */
  pending?: boolean | undefined;
  /** What it is doing meanwhile, such as "Starting". */
  pendingLabel?: ReactNode;
  /** Why it cannot be used now. Shown on hover and focus, and read out. */
  disabledReason?: string | undefined;
}

export function Button({
  variant,
  size,
  square,
  pending = false,
  pendingLabel,
  disabledReason,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isInert = pending || disabledReason !== undefined;
  const button = (
    <button
      {...rest}
      type={type}
      className={clsx(buttonClass({ variant, size, square }), className)}
      aria-disabled={isInert || undefined}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
      onClick={isInert ? swallow : onClick}
    >
      {pending ? <Working>{pendingLabel ?? children}</Working> : children}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <>
      <Tooltip content={disabledReason} onTouch>
        {button}
      </Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  );
}

/** A submit button must not send its form while it is inert, and the press must not reach a row below. */
function swallow(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}

function Working({ children }: { children: ReactNode }) {
  return (
    <span className="animate-quiet inline-flex items-center gap-1.5">
      {children}
      <span aria-hidden>…</span>
    </span>
  );
}
