import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { buttonClass } from '#components/ui/button/button-class.ts';
import { machineText } from '#components/ui/field/machine-text.ts';
import { paths } from '#server/paths.ts';
import type { PlaceProps } from './shown-place.ts';

/** Where one is, and a way to anywhere. */
export function PlaceBar({ instance, place, query }: PlaceProps) {
  const t = useTranslations('guests.files');
  const hidden = query.hidden === 'yes' ? 'yes' : undefined;
  const hrefOf = (path: string) => paths.instanceFiles(instance.tenant, instance.id, { path, hidden });
  const last = place.crumbs.length - 1;
  const items = [
    { label: t('root'), href: place.crumbs.length > 0 ? hrefOf('/') : undefined },
    ...place.crumbs.map(({ label, path }, index) => ({
      label,
      href: index < last ? hrefOf(path) : undefined,
    })),
  ];
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 font-mono wrap-anywhere">
        <Breadcrumb label={t('place')} items={items} />
      </div>
      <form
        method="get"
        action={paths.instanceFiles(instance.tenant, instance.id)}
        className="flex gap-2 max-sm:w-full"
      >
        {hidden && <input type="hidden" name="hidden" value={hidden} />}
        <input
          key={place.path}
          name="path"
          aria-label={t('goTo')}
          placeholder={t('pathHint')}
          defaultValue={place.path}
          {...machineText}
          className="h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm max-md:h-11 sm:w-64"
        />
        <button type="submit" className={buttonClass({ variant: 'secondary' })}>
          {t('go')}
        </button>
      </form>
    </div>
  );
}
