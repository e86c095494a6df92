import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { VaultView } from '#server/vaults/schema.ts';
import { idleStates } from '#server/vaults/states.ts';

interface PanicLockProps {
  node: { id: string; name: string };
  vaults: VaultView[];
  action: FormAction;
}

/** For the moment when somebody is at the door: stops whatever is in a vault of the node, and locks all. */
export function PanicLock({ node, vaults, action }: PanicLockProps) {
  const t = useTranslations('nodes.vaults.panic');
  const running = vaults.flatMap(({ instances, tenant }) =>
    instances.filter(({ state }) => !idleStates.includes(state)).map(() => tenant.id),
  );
  const count = running.length;
  const tenants = new Set(running).size;
  return (
    <Section framed tone="danger" title={t('title')}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="max-w-2xl">
          <p>{t('body')}</p>
          <p className="mt-1 text-ink-2">{t('after')}</p>
        </div>
        <ActionButton
          action={action}
          fields={{ nodeId: node.id, confirmName: node.name }}
          label={t('label')}
          pendingLabel={t('pending')}
          variant="danger"
          disabledReason={vaults.length === 0 ? t('nothing') : undefined}
          confirm={{
            title: t('confirmTitle', { node: node.name }),
            body: t('confirmBody', { count, tenants }),
            confirmLabel: t('confirmLabel'),
            typeName: node.name,
            tone: 'danger',
          }}
        />
      </div>
    </Section>
  );
}
