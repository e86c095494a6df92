import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

type TextLinkProps = ComponentProps<typeof Link> & {
  /** `quiet` for names in lists and tables: underlined only when pointed at. */
  look?: 'plain' | 'quiet' | undefined;
};

/** A link in a sentence, or the name of a thing that leads to it. */
export function TextLink({ look = 'plain', className, ...rest }: TextLinkProps) {
  return (
    <Link
      // A list of fifty names must not ask the server for fifty pages.
      prefetch={look === 'quiet' ? false : undefined}
      {...rest}
      className={clsx(
        'rounded-sm underline-offset-2',
        look === 'plain' ? 'text-accent-text underline hover:text-ink' : 'font-medium hover:underline',
        className,
      )}
    />
  );
}
