import { useTranslations } from 'next-intl';
import { useWhy } from '#components/errors/use-why.ts';
import { Badge } from '#components/ui/badge.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { DeploymentView } from '#server/deployments/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { aboutOf } from './about-of.ts';
import type { DeploymentActions } from './deployment-actions.ts';
import { DeploymentState } from './deployment-state.tsx';
import { Digest } from './digest.tsx';
import { ReturnButton } from './return-button.tsx';
import { Took } from './took.tsx';

interface DeploymentTableProps {
  instance: InstanceView;
  versions: DeploymentView[];
  actions: DeploymentActions;
  refusal: string | undefined;
}

/** The versions of an instance, the newest first; each opens to its log and its settings. */
export function DeploymentTable({ instance, versions, actions, refusal }: DeploymentTableProps) {
  const t = useTranslations('deployments');
  const tKind = useTranslations('instances.kind');
  const { id, name, tenant } = instance;
  const columns: Column<DeploymentView>[] = [
    {
      key: 'number',
      header: t('column.number'),
      primary: true,
      cell: ({ number }) => (
        <TextLink
          look="quiet"
          className="whitespace-nowrap"
          href={paths.instancePart(tenant.slug, id, `deployments/${number}`)}
        >
          {t('number', { number })}
        </TextLink>
      ),
    },
    { key: 'state', header: t('column.state'), wide: true, cell: (version) => <State version={version} /> },
    {
      key: 'what',
      header: t('column.what'),
      wide: true,
      cell: (version) => (
        <span className="flex min-w-0 flex-col items-start gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-mono text-sm wrap-anywhere">{aboutOf(version)}</span>
            <Badge>{tKind(version.kind)}</Badge>
          </span>
          {version.digest && <Digest number={version.number} digest={version.digest} />}
        </span>
      ),
    },
    { key: 'who', header: t('column.who'), from: 'lg', cell: ({ actorName }) => actorName ?? t('provider') },
    { key: 'when', header: t('column.when'), cell: ({ createdAt }) => <TimeAgo value={createdAt} /> },
    { key: 'took', header: t('column.took'), from: 'lg', cell: (version) => <Took version={version} /> },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (version) => (
        <ReturnButton
          iconOnly
          instance={instance}
          version={version}
          action={actions.returnTo}
          refusal={refusal}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('caption', { name })}
      columns={columns}
      rows={versions}
      rowKey={({ number }) => String(number)}
    />
  );
}

function State({ version }: { version: DeploymentView }) {
  const reason = useWhy()(version);
  return (
    <span className="flex min-w-0 flex-col gap-0.5">
      <DeploymentState state={version.state} />
      {reason && (
        <span className="line-clamp-2 max-w-80 text-sm text-ink-2 wrap-anywhere" title={reason}>
          {reason}
        </span>
      )}
    </span>
  );
}
