import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { formatPercent } from '#components/ui/format/format-percent.ts';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { NodeView } from '#server/nodes/schema.ts';
import type { Overview } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import { Need } from './need.tsx';

type Shown = Pick<Overview, 'nodesInTrouble' | 'fullNodes' | 'hasNoNode'>;

/** Nodes that do not answer, are not well, or are nearly full. */
export function NodeNeeds({ overview: { nodesInTrouble, fullNodes, hasNoNode } }: { overview: Shown }) {
  const t = useTranslations('admin.overview');
  return (
    <>
      {hasNoNode && (
        <Need tone="danger" title={t('noNode')} href={paths.adminNodes()} linkLabel={t('see')}>
          {t('noNodeBody')}
        </Need>
      )}
      {nodesInTrouble.map((node) => (
        <Trouble key={node.id} node={node} />
      ))}
      {fullNodes.map((node) => (
        <Full key={node.id} node={node} />
      ))}
    </>
  );
}

const titles = { online: 'nodeMessage', offline: 'nodeOffline', unknown: 'nodeUnknown' } as const;

function Trouble({ node: { id, name, state, message, seenAt } }: { node: NodeView }) {
  const t = useTranslations('admin.overview');
  return (
    <Need
      tone={state === 'online' ? 'warn' : 'danger'}
      title={t(titles[state], { name })}
      href={paths.adminNode(id)}
      linkLabel={t('see')}
    >
      {message && <p>{message}</p>}
      {state !== 'online' && seenAt && (
        <p>
          {t('lastSeen')} <TimeAgo value={seenAt} />
        </p>
      )}
    </Need>
  );
}

function Full({ node: { id, name, poolBytes, poolUsedBytes } }: { node: NodeView }) {
  const t = useTranslations('admin.overview');
  const locale = useLocale();
  const share = formatPercent(poolUsedBytes / poolBytes, locale);
  const sizes = { used: formatBytes(poolUsedBytes, locale), total: formatBytes(poolBytes, locale) };
  return (
    <Need tone="warn" title={t('nodeFull', { name, share })} href={paths.adminNode(id)} linkLabel={t('see')}>
      {t('nodeFullBody', sizes)}
    </Need>
  );
}
