import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

/** What can be seen of a machine beside its text console. */
export function VmTabs({ instance: { id, name, tenant } }: { instance: InstanceView }) {
  const t = useTranslations('vms');
  return (
    <div className="mb-4">
      <LinkTabs
        label={t('consoles.label', { name })}
        tabs={[
          { label: t('screen.tabTitle'), href: paths.instanceScreen(tenant.slug, id) },
          { label: t('machine.title'), href: paths.instanceMachine(tenant.slug, id) },
        ]}
      />
    </div>
  );
}
