import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { InstancePage } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { TenantDetail } from '#server/tenants/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { useWhyNot } from './use-why-not.ts';

interface TenantDangerProps {
  tenant: TenantDetail;
  instances: InstancePage;
  vaults: VaultView[];
  remove: FormAction;
}

/** The end of the page: deleting the tenant, or why that cannot be and what has to go first. */
export function TenantDanger({ tenant, instances, vaults, remove }: TenantDangerProps) {
  const t = useTranslations('tenants');
  const { id, name } = tenant;
  const left = vaults.filter(({ state }) => state !== 'shredded');
  const refusal = useWhyNot(left.length)('delete', tenant);
  return (
    <Section title={t('detail.danger')} description={t('detail.dangerBody')} tone="danger">
      {refusal && (
        <div className="mb-3 max-w-xl text-ink-2">
          <p>{refusal}</p>
          <FirstToGo tenant={tenant} instances={instances} vaults={left} />
        </div>
      )}
      <ActionButton
        action={remove}
        fields={{ id, confirmName: name }}
        label={t('action.delete')}
        pendingLabel={t('action.deleting')}
        variant="danger"
        disabledReason={refusal}
        confirm={{
          title: t('action.deleteTitle', { name }),
          body: t('action.deleteBody'),
          confirmLabel: t('action.deleteConfirm'),
          typeName: name,
          tone: 'danger',
        }}
      />
    </Section>
  );
}

/** Each with the way to the page where its end is. */
function FirstToGo({ tenant, instances, vaults }: Omit<TenantDangerProps, 'remove'>) {
  const t = useTranslations('tenants.detail');
  const { slug } = tenant;
  if (instances.total === 0 && vaults.length === 0) return null;
  return (
    <ul className="mt-1 list-disc ps-5">
      {instances.total > 0 && (
        <li>
          <TextLink href={paths.instances(slug)}>{t('firstInstances', { count: instances.total })}</TextLink>
        </li>
      )}
      {vaults.map((vault) => (
        <li key={vault.id}>
          {t.rich('firstVault', {
            name: vault.name,
            vault: (name) => <TextLink href={paths.vault(slug, vault.id)}>{name}</TextLink>,
          })}
        </li>
      ))}
    </ul>
  );
}
