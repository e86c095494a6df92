import { useFormatter, useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Duration } from '#components/ui/format/duration.tsx';
import { ActionMenu, type ActionMenuItem } from '#components/ui/menu/action-menu.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import { DataTable } from '#components/ui/table/data-table.tsx';
import type { ProcessList, ProcessView, Signal } from '#server/guests/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { cpuShares } from './cpu-shares.ts';

export interface ProcessTableProps {
  instance: Pick<InstanceView, 'id' | 'name' | 'tenant'>;
  now: ProcessList;
  former: ProcessList | undefined;
  query: Query;
  end: FormAction;
}

/** Whoever has most memory is first, which keeps rows in their places, unless the address says another order. */
export function ProcessTable({ instance, now, former, query, end }: ProcessTableProps) {
  const t = useTranslations('guests.processes');
  const format = useFormatter();
  const items = useProcessMenu(instance.id, end);
  const shares = cpuShares(now, former);
  const percent = (pid: number) =>
    format.number(shares.get(pid) ?? 0, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <DataTable
      caption={t('caption', { name: instance.name })}
      path={paths.instanceProcesses(instance.tenant.slug, instance.id)}
      query={query}
      rows={sorted(now.processes, queryValue(query, 'sort') ?? '-memory', shares)}
      rowKey={({ pid, startedTicks }) => `${pid} ${startedTicks}`}
      columns={[
        {
          ...{ key: 'command', header: t('column.command'), primary: true, sortable: true },
          cell: ({ command }) => (
            <span className="font-mono text-sm wrap-anywhere line-clamp-2">{command}</span>
          ),
        },
        { key: 'pid', header: t('column.pid'), align: 'end', sortable: true, cell: ({ pid }) => pid },
        { key: 'user', header: t('column.user'), sortable: true, cell: ({ user }) => user },
        {
          ...{ key: 'cpu', header: t('column.cpu'), align: 'end', sortable: true, width: '5rem' },
          cell: ({ pid }) => <span title={t('cpuHint')}>{percent(pid)}</span>,
        },
        {
          ...{ key: 'memory', header: t('column.memory'), align: 'end', sortable: true, width: '7rem' },
          cell: ({ memoryBytes }) => <Bytes value={memoryBytes} />,
        },
        { key: 'state', header: t('column.state'), from: 'lg', cell: ({ state }) => t(`state.${state}`) },
        {
          ...{ key: 'time', header: t('column.time'), align: 'end', from: 'xl', sortable: true },
          cell: ({ runsSeconds }) => <Duration milliseconds={Math.max(1, Math.round(runsSeconds)) * 1000} />,
        },
        {
          ...{ key: 'actions', header: t('column.actions'), actions: true },
          cell: (row) => <ActionMenu label={t('actionsOf', { pid: row.pid })} items={items(row)} />,
        },
      ]}
    />
  );
}

function useProcessMenu(id: string, action: FormAction) {
  const t = useTranslations('guests.processes');
  return ({ pid, startedTicks, command }: ProcessView): ActionMenuItem[] => {
    const item = (signal: Signal, key: 'confirmTerm' | 'confirmKill'): ActionMenuItem => ({
      kind: 'action',
      label: t(signal),
      pendingLabel: t('ending'),
      action,
      fields: { id, pid: String(pid), startedTicks: String(startedTicks), signal },
      tone: signal === 'kill' ? 'danger' : 'plain',
      disabledReason: pid === 1 ? t('first') : undefined,
      confirm: {
        title: t(`${key}.title`, { pid }),
        body: <span className="wrap-anywhere">{t(`${key}.body`, { command })}</span>,
        confirmLabel: t(`${key}.label`),
        tone: signal === 'kill' ? 'danger' : 'plain',
      },
    });
    return [item('term', 'confirmTerm'), item('kill', 'confirmKill')];
  };
}

function sorted(processes: ProcessView[], sort: string, shares: Map<number, number>): ProcessView[] {
  const keys: Record<string, (one: ProcessView) => string | number> = {
    command: ({ command }) => command,
    pid: ({ pid }) => pid,
    user: ({ user }) => user,
    cpu: ({ pid }) => shares.get(pid) ?? 0,
    memory: ({ memoryBytes }) => memoryBytes,
    time: ({ runsSeconds }) => runsSeconds,
  };
  const isDown = sort.startsWith('-');
  const key = keys[sort.replace(/^-/, '')] ?? (({ pid }: ProcessView) => pid);
  const order = (a: ProcessView, b: ProcessView) => {
    const [x, y] = [key(a), key(b)];
    return (x < y ? -1 : x > y ? 1 : 0) * (isDown ? -1 : 1) || a.pid - b.pid;
  };
  return [...processes].sort(order);
}
