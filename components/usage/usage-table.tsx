import { useTranslations } from 'next-intl';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Money } from '#components/ui/format/money.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { InstanceCost, MonthCosts } from '#server/tenants/schema.ts';

interface UsageTableProps {
  tenant: { slug: string; name: string };
  costs: MonthCosts;
}

/** Every instance with what it takes, its traffic and what it has cost: where the sum above comes from. */
export function UsageTable({ tenant, costs }: UsageTableProps) {
  const t = useTranslations('usage.table');
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={useColumns(tenant.slug, costs.currency)}
      rows={costs.items}
      rowKey={(item) => item.id}
    />
  );
}

function useColumns(slug: string, currency: string): Column<InstanceCost>[] {
  const t = useTranslations('usage.table');
  return [
    {
      key: 'name',
      header: t('name'),
      primary: true,
      cell: ({ id, name }) => (
        <TextLink look="quiet" href={paths.instance(slug, id)} className="wrap-anywhere">
          {name}
        </TextLink>
      ),
    },
    { key: 'size', header: t('size'), from: 'lg', cell: (item) => <InstanceSize size={item} /> },
    { key: 'plan', header: t('plan'), from: 'lg', cell: ({ plan }) => plan ?? t('ownSize') },
    {
      key: 'traffic',
      header: t('traffic'),
      align: 'end',
      cell: ({ trafficBytes }) => <Bytes value={trafficBytes} />,
    },
    { key: 'hours', header: t('hours'), align: 'end', cell: ({ hours }) => <Numeral value={hours} /> },
    {
      key: 'price',
      header: t('price'),
      align: 'end',
      from: 'lg',
      cell: ({ hourMicros }) =>
        t.rich('perHour', { price: () => <Money micros={hourMicros} currency={currency} /> }),
    },
    {
      key: 'cost',
      header: t('cost'),
      align: 'end',
      cell: (item) => <Cost item={item} currency={currency} />,
    },
  ];
}

function Cost({ item, currency }: { item: InstanceCost; currency: string }) {
  const t = useTranslations('usage.table');
  const isCapped = item.hours > 0 && item.costMicros < item.hours * item.hourMicros;
  return (
    <span className="flex flex-col md:items-end">
      <Money micros={item.costMicros} currency={currency} />
      {isCapped && <span className="text-xs text-ink-3">{t('atMost')}</span>}
    </span>
  );
}
