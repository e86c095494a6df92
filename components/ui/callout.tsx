import clsx from 'clsx';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';

export type CalloutTone = 'info' | 'warn' | 'danger' | 'ok';

interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links that lead on. */
  actions?: ReactNode;
}

const looks = {
  info: { box: 'bg-info-soft', mark: 'text-info', Icon: Info },
  warn: { box: 'bg-warn-soft', mark: 'text-warn', Icon: TriangleAlert },
  danger: { box: 'bg-danger-soft', mark: 'text-danger', Icon: CircleAlert },
  ok: { box: 'bg-ok-soft', mark: 'text-ok', Icon: CircleCheck },
};

/** Something to know on this page. Wrap it in role="alert" only where it appears by itself. */
export function Callout({ tone = 'info', title, children, actions }: CalloutProps) {
  const { box, mark, Icon } = looks[tone];
  return (
    <div className={clsx('flex gap-2.5 rounded-md px-3 py-2.5 text-ink', box)}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={clsx(title && 'mt-0.5')}>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
