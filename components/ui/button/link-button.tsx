import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonLook, buttonClass } from './button-class.ts';

type LinkButtonProps = ComponentProps<typeof Link> & ButtonLook;

/** Goes somewhere, looks like a button. For something that cannot be gone to now, use Button with a reason. */
export function LinkButton({ variant, size, square, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={clsx(buttonClass({ variant, size, square }), className)} />;
}
