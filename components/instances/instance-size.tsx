import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { Size } from '#server/instances/schema.ts';

/** "1 vCPU · 1 GiB · 10 GiB", for a column; what the parts are stands in the hint and is read out. */
export function InstanceSize({ size }: { size: Size }) {
  const t = useTranslations('instances');
  const locale = useLocale();
  const long = useSizeText()(size);
  const short = [
    t('vcpus', { count: size.vcpus }),
    formatBytes(size.memoryBytes, locale),
    formatBytes(size.diskBytes, locale),
  ].join(' · ');
  return (
    <span className="whitespace-nowrap" title={long}>
      <span aria-hidden>{short}</span>
      <span className="sr-only">{long}</span>
    </span>
  );
}

/** "1 vCPU · 1 GiB memory · 10 GiB disk": what it may use, in words. */
export function useSizeText(): (size: Size) => string {
  const t = useTranslations('instances');
  const locale = useLocale();
  return ({ vcpus, memoryBytes, diskBytes }) =>
    t('sizeLong', {
      cpus: t('vcpus', { count: vcpus }),
      memory: formatBytes(memoryBytes, locale),
      disk: formatBytes(diskBytes, locale),
    });
}
