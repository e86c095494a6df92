import { useTranslations } from 'next-intl';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { NodeKind, NodeView } from '#server/nodes/schema.ts';
import { NodeMeters } from './node-meters.tsx';
import { useKindReason } from './use-kind-reason.ts';

/** What a node is, how much of it is given away, and what it can run. */
export function NodeDetail({ node }: { node: NodeView }) {
  const t = useTranslations('nodes');
  return (
    <>
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Section title={t('allocation.title')} framed>
          <NodeMeters node={node} hasNote />
        </Section>
        <Section title={t('facts.title')} framed>
          <Facts node={node} />
        </Section>
      </div>
      <Section title={t('kinds.title')}>
        <DataTable
          caption={t('kinds.caption')}
          columns={useColumns()}
          rows={node.kinds}
          rowKey={(entry) => entry.kind}
        />
      </Section>
    </>
  );
}

function Facts({ node }: { node: NodeView }) {
  const t = useTranslations('nodes');
  const unknown = t('facts.unknown');
  return (
    <KeyValues
      items={[
        {
          label: t('facts.engine'),
          value: node.engineVersion ? t('engine', { version: node.engineVersion }) : unknown,
        },
        {
          label: t('facts.kernel'),
          value: node.kernelVersion ? t('kernel', { version: node.kernelVersion }) : unknown,
        },
        { label: t('facts.vcpus'), value: <Numeral value={node.vcpus} /> },
        { label: t('facts.memory'), value: <Bytes value={node.memoryBytes} /> },
        { label: t('facts.pool'), value: <Bytes value={node.poolBytes} /> },
      ]}
    />
  );
}

function useColumns(): Column<NodeKind>[] {
  const t = useTranslations('nodes.kinds');
  const tKind = useTranslations('instances.kind');
  const reasonOf = useKindReason();
  return [
    { key: 'kind', header: t('kind'), primary: true, width: '14rem', cell: ({ kind }) => tKind(kind) },
    {
      key: 'supported',
      header: t('supported'),
      width: '9rem',
      cell: ({ isSupported }) => (
        <StateLabel kind={isSupported ? 'running' : 'stopped'}>{t(isSupported ? 'yes' : 'no')}</StateLabel>
      ),
    },
    { key: 'why', header: t('why'), wide: true, cell: (entry) => reasonOf(entry) },
  ];
}
