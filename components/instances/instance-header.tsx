import Play from 'lucide-react/icons/play';
import SquareTerminal from 'lucide-react/icons/square-terminal';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmulatedBadge } from '#components/deployments/emulated-badge.tsx';
import { WorkloadState } from '#components/deployments/workload-state.tsx';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { InstanceActions } from './instance-actions.ts';
import { InstanceState } from './instance-state.tsx';
import { useConfirmations } from './use-confirmations.ts';
import { useInstanceMenu } from './use-instance-menu.tsx';
import { useStartPrompt } from './use-start-prompt.ts';
import { useWhyNot } from './use-why-not.ts';
import { VaultMark } from './vault-mark.tsx';

interface InstanceHeaderProps {
  instance: InstanceView;
  actions: InstanceActions;
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  /** On the page of the terminal nothing needs to lead there. */
  isConsole?: boolean | undefined;
}

/** Which instance this is, how it is, and what matters now; the same above each of its pages. */
export function InstanceHeader(props: InstanceHeaderProps) {
  const { instance, actions, forbidden } = props;
  const t = useTranslations('instances');
  const tCommon = useTranslations('common');
  const tLayout = useTranslations('layout');
  const menuItems = useInstanceMenu(actions, forbidden);
  const { tenant, name } = instance;
  return (
    <PageHeader
      title={name}
      breadcrumb={
        <Breadcrumb
          label={tLayout('breadcrumb')}
          items={[{ label: t('title'), href: paths.instances(tenant.slug) }, { label: name }]}
        />
      }
      description={<Facts instance={instance} />}
      actions={
        <>
          <ActionMenu
            label={tCommon('actionsOf', { name })}
            items={menuItems(instance)}
            size="md"
            variant="secondary"
          />
          <MainActions {...props} />
        </>
      }
      tabs={<Tabs instance={instance} />}
    />
  );
}

function Facts({ instance }: { instance: InstanceView }) {
  const t = useTranslations('instances');
  const { ipv4, kind, vault, workload, job } = instance;
  return (
    <>
      <InstanceState instance={instance} />
      {!job && <WorkloadState workload={workload} />}
      <Badge>{t(`kind.${kind}`)}</Badge>
      <EmulatedBadge workload={workload} />
      <VaultMark vault={vault} />
      {ipv4 && (
        <span className="inline-flex items-center gap-1">
          <span className="font-mono text-sm">{ipv4}</span>
          <CopyButton value={ipv4} label={t('copyAddress', { address: ipv4 })} />
        </span>
      )}
    </>
  );
}

/** Two or three: what somebody most likely came for in this state. */
function MainActions({ instance, actions, forbidden, isConsole }: InstanceHeaderProps): ReactNode {
  const t = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const confirmations = useConfirmations();
  const prompt = useStartPrompt()(instance);
  const { id, tenant, state } = instance;
  // What failed or is lost says on its page what to do.
  if (state === 'creating' || state === 'failed' || state === 'lost') return null;
  if (state === 'stopped' || state === 'frozen') {
    return (
      <ActionButton
        action={actions.start}
        fields={{ id }}
        label={t('action.start')}
        pendingLabel={t('pending.start')}
        icon={<Play aria-hidden />}
        variant="primary"
        disabledReason={whyNot('start', instance)}
        prompt={prompt}
      />
    );
  }
  return (
    <>
      <ActionButton
        action={actions.stop}
        fields={{ id }}
        label={t('action.stop')}
        pendingLabel={t('pending.stop')}
        disabledReason={whyNot('stop', instance)}
        confirm={confirmations.stop(instance)}
      />
      {!isConsole && !whyNot('console', instance) && (
        <LinkButton href={paths.instanceConsole(tenant.slug, id)} variant="primary">
          <SquareTerminal aria-hidden />
          {t('action.console')}
        </LinkButton>
      )}
    </>
  );
}

/** In the order in which they are shown; which of them an instance has is a fact of its kind. */
const order = [
  'overview',
  'deployments',
  'console',
  'screen',
  'logs',
  'processes',
  'files',
  'storage',
  'evidence',
  'activity',
  'settings',
] as const;
const ofAll: readonly string[] = ['overview', 'storage', 'activity', 'settings'];

function Tabs({ instance: { id, name, tenant, kind } }: { instance: InstanceView }) {
  const t = useTranslations('instances.tab');
  const ofKind: readonly string[] = factsOf(kind).tabs;
  const has = (part: string) => ofAll.includes(part) || ofKind.includes(part);
  const href = (part: (typeof order)[number]) =>
    part === 'overview' ? paths.instance(tenant.slug, id) : paths.instancePart(tenant.slug, id, part);
  return (
    <LinkTabs
      label={t('label', { name })}
      tabs={order.filter(has).map((part) => ({ label: t(part), href: href(part) }))}
    />
  );
}
