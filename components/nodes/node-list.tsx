import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '#components/ui/card.tsx';
import type { NodeView } from '#server/nodes/schema.ts';
import { paths } from '#server/paths.ts';
import { NodeKinds } from './node-kinds.tsx';
import { NodeMeters } from './node-meters.tsx';
import { NodeState } from './node-state.tsx';

/** A card a node: there are few of them, and each has more to say than fits a row. */
export function NodeList({ nodes }: { nodes: NodeView[] }) {
  const t = useTranslations('nodes');
  return (
    <ul aria-label={t('list')} className="grid gap-4 lg:grid-cols-2">
      {nodes.map((node) => (
        <li key={node.id}>
          <NodeCard node={node} />
        </li>
      ))}
    </ul>
  );
}

function NodeCard({ node }: { node: NodeView }) {
  const t = useTranslations('nodes');
  const { instances, running } = node.allocation;
  return (
    <Card className="flex h-full flex-col gap-4">
      <div>
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="text-md wrap-anywhere">
            <Link href={paths.adminNode(node.id)} className="hover:text-accent-text hover:underline">
              {node.name}
            </Link>
          </h2>
          <NodeState state={node.state} />
        </div>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-3">
          {node.engineVersion && <span>{t('engine', { version: node.engineVersion })}</span>}
          {node.kernelVersion && <span>{t('kernel', { version: node.kernelVersion })}</span>}
          <span>{t('instances', { count: instances, running })}</span>
        </p>
        {node.message && <p className="mt-1 text-sm text-danger wrap-anywhere">{node.message}</p>}
      </div>
      <NodeMeters node={node} />
      <NodeKinds kinds={node.kinds} />
    </Card>
  );
}
