import clsx from 'clsx';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '#components/ui/button/button-class.ts';

interface NeedProps {
  /** How much it presses: something stands still, something will, or somebody may want to know. */
  tone: 'danger' | 'warn' | 'info';
  title: string;
  children?: ReactNode;
  /** Where it is dealt with. */
  href: string;
  linkLabel: string;
}

const marks = {
  danger: { Icon: CircleAlert, colour: 'text-danger' },
  warn: { Icon: TriangleAlert, colour: 'text-warn' },
  info: { Icon: Info, colour: 'text-info' },
};

/** One thing that needs somebody: what it is, what follows from it, and where to go. */
export function Need({ tone, title, children, href, linkLabel }: NeedProps) {
  const { Icon, colour } = marks[tone];
  return (
    <li className="flex gap-3 px-4 py-3 max-sm:flex-wrap">
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1 wrap-anywhere max-sm:basis-[calc(100%-2rem)]">
        <h3 className={clsx('text-base', tone === 'danger' && colour)}>{title}</h3>
        {children && <div className="mt-0.5 max-w-3xl text-ink-2">{children}</div>}
      </div>
      <Link
        href={href}
        aria-label={`${linkLabel}: ${title}`}
        className={clsx(buttonClass({ size: 'sm' }), 'max-sm:ms-7')}
      >
        {linkLabel}
      </Link>
    </li>
  );
}
