import { useTranslations } from 'next-intl';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { NodeView } from '#server/nodes/schema.ts';
import { paths } from '#server/paths.ts';
import { NodeState } from './node-state.tsx';

export function NodeHeader({ node }: { node: NodeView }) {
  const t = useTranslations('nodes');
  return (
    <>
      <PageHeader
        title={node.name}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminNodes()} here={node.name} />}
        description={
          <>
            <NodeState state={node.state} />
            <span className="text-ink-3">
              {t('seen')} {node.seenAt ? <TimeAgo value={node.seenAt} /> : t('never')}
            </span>
          </>
        }
      />
      {node.message && (
        <div className="mb-6 max-w-3xl">
          <Callout tone={node.state === 'online' ? 'warn' : 'danger'}>{node.message}</Callout>
        </div>
      )}
    </>
  );
}
