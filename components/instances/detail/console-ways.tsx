import clsx from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

export type Way = 'exec' | 'console';

interface ConsoleWaysProps {
  instance: InstanceView;
  ways: Way[];
  on: Way | undefined;
}

/** A shell, or the console with what the guest itself writes there: the address says which. */
export function ConsoleWays({ instance: { id, tenant }, ways, on }: ConsoleWaysProps) {
  const t = useTranslations('vms.consoles');
  if (ways.length < 2) return null;
  const current = on ?? ways[0];
  return (
    <nav aria-label={t('label')} className="mb-3 inline-flex gap-1 rounded-md bg-inset p-1">
      {ways.map((way, index) => (
        <Link
          key={way}
          href={paths.instanceConsole(tenant.slug, id, index === 0 ? {} : { on: way })}
          aria-current={way === current ? 'page' : undefined}
          title={t(`${way}About`)}
          className={clsx(
            'rounded-sm px-2.5 py-1 text-sm max-md:py-2',
            way === current ? 'bg-surface font-medium text-ink shadow-sm' : 'text-ink-2 hover:text-ink',
          )}
        >
          {t(way)}
        </Link>
      ))}
    </nav>
  );
}
