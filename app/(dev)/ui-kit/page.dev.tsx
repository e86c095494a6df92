import Play from 'lucide-react/icons/play';
import Plus from 'lucide-react/icons/plus';
import Server from 'lucide-react/icons/server';
import Square from 'lucide-react/icons/square';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Button } from '#components/ui/button/button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import { BulkBar } from '#components/ui/table/bulk-bar.tsx';
import { DataTable } from '#components/ui/table/data-table.tsx';
import { SelectionScope } from '#components/ui/table/selection-scope.tsx';
import { kitAction, kitFailure } from './actions.ts';
import { KitForm } from './kit-form.tsx';

const states: StateKind[] = ['running', 'stopped', 'working', 'failed', 'locked', 'unlocked', 'suspended'];
const rows = [
  'web-1',
  'web-2',
  'db-main',
  'queue',
  'mail',
  'build-agent-with-a-rather-long-name',
  'cache',
  'staging',
].map((name, index) => ({
  name,
  state: states[index % states.length] ?? 'running',
  address: `10.74.12.${20 + index}`,
  memoryBytes: (1 + index) * 512 * 1024 ** 2,
  createdAt: new Date(Date.now() - index ** 3 * 3_600_000 - 40_000),
}));

export default async function KitPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label="Where you are"
            items={[{ label: 'Acme Shipping', href: '/ui-kit' }, { label: 'Instances' }]}
          />
        }
        title="Instances"
        actions={
          <LinkButton href="/ui-kit?create" variant="primary">
            <Plus aria-hidden />
            New instance
          </LinkButton>
        }
      />
      <Toolbar>
        <SearchInput label="Search instances" />
        <FilterChips
          label="State"
          path="/ui-kit"
          query={query}
          name="state"
          options={[
            { value: '', label: 'All', count: 128 },
            { value: 'running', label: 'Running', count: 97 },
            { value: 'stopped', label: 'Stopped', count: 29 },
            { value: 'failed', label: 'Failed', count: 2 },
          ]}
        />
      </Toolbar>
      <SelectionScope>
        <DataTable
          caption="Instances"
          rows={rows}
          rowKey={(row) => row.name}
          selectable
          path="/ui-kit"
          query={query}
          columns={[
            {
              key: 'name',
              header: 'Name',
              sortable: true,
              primary: true,
              cell: (row) => (
                <a href="/ui-kit" className="font-medium hover:underline">
                  {row.name}
                </a>
              ),
            },
            {
              key: 'state',
              header: 'State',
              sortable: true,
              width: '9rem',
              cell: (row) => <StateLabel kind={row.state}>{row.state}</StateLabel>,
            },
            { key: 'kind', header: 'Kind', from: 'lg', cell: () => <Badge>Light VM</Badge> },
            {
              key: 'address',
              header: 'Address',
              cell: (row) => <code className="text-sm">{row.address}</code>,
            },
            {
              key: 'memory',
              header: 'Memory',
              sortable: true,
              align: 'end',
              cell: (row) => <Bytes value={row.memoryBytes} />,
            },
            {
              key: 'created',
              header: 'Created',
              sortable: true,
              from: 'lg',
              cell: (row) => (
                <span className="text-ink-2">
                  <TimeAgo value={row.createdAt} />
                </span>
              ),
            },
            {
              key: 'actions',
              header: 'Actions',
              actions: true,
              cell: (row) => (
                <ActionMenu
                  label={`Actions for ${row.name}`}
                  items={[
                    { kind: 'link', label: 'Open terminal', href: '/ui-kit' },
                    {
                      kind: 'action',
                      label: 'Start',
                      pendingLabel: 'Starting',
                      action: kitAction,
                      icon: <Play />,
                      disabledReason: 'It is already running.',
                    },
                    {
                      kind: 'action',
                      label: 'Stop',
                      pendingLabel: 'Stopping',
                      action: kitFailure,
                      icon: <Square />,
                    },
                    { kind: 'separator' },
                    {
                      kind: 'action',
                      label: 'Delete',
                      pendingLabel: 'Deleting',
                      action: kitAction,
                      fields: { id: row.name },
                      tone: 'danger',
                      confirm: {
                        title: `Delete ${row.name}?`,
                        body: 'Its disk and its 2 snapshots will be gone. This cannot be undone.',
                        confirmLabel: 'Delete',
                        typeName: row.name,
                      },
                    },
                  ]}
                />
              ),
            },
          ]}
        />
        <BulkBar
          label="Selected instances"
          actions={[
            { key: 'start', label: 'Start', pendingLabel: 'Starting', action: kitAction },
            {
              key: 'stop',
              label: 'Stop',
              pendingLabel: 'Stopping',
              action: kitFailure,
              tone: 'danger',
              confirm: {
                title: 'Stop the selected instances?',
                body: 'Their services will not answer until they are started again.',
                confirmLabel: 'Stop',
              },
            },
          ]}
        />
      </SelectionScope>
      <Pagination path="/ui-kit" query={query} page={2} pageSize={50} total={12345} />

      <div className="mt-10">
        <Section title="Buttons" framed>
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary">Primary</Button>
            <Button>Secondary</Button>
            <Button variant="ghost">Ghost</Button>
            <Button variant="danger">Danger</Button>
            <Button variant="primary" pending pendingLabel="Creating">
              Create
            </Button>
            <Button disabledReason="It is already running.">Start</Button>
            <Button variant="primary" disabledReason="The quota of memory is used up.">
              Create
            </Button>
            <Button size="sm">Small</Button>
            <ActionButton
              action={kitAction}
              label="Restart"
              pendingLabel="Restarting"
              icon={<Play />}
              confirm={{
                title: 'Restart web-1?',
                body: 'It will not answer for about two seconds.',
                confirmLabel: 'Restart',
                tone: 'plain',
              }}
            />
          </div>
        </Section>
        <Section title="States and badges" framed>
          <div className="flex flex-wrap items-center gap-4">
            {states.map((state) => (
              <StateLabel key={state} kind={state}>
                {state}
              </StateLabel>
            ))}
            {(['neutral', 'accent', 'ok', 'warn', 'danger', 'info', 'lock'] as const).map((tone) => (
              <Badge key={tone} tone={tone}>
                {tone}
              </Badge>
            ))}
          </div>
        </Section>
        <Section title="Callouts" description="Something to know on this page.">
          <div className="grid gap-2 lg:grid-cols-2">
            {(['info', 'warn', 'danger', 'ok'] as const).map((tone) => (
              <Callout key={tone} tone={tone} title="This account is suspended">
                Nothing can be started until your provider lifts it.
              </Callout>
            ))}
          </div>
        </Section>
        <Section title="Facts" framed>
          <KeyValues
            columns={2}
            items={[
              { label: 'Kind', value: 'Light VM' },
              { label: 'Address', value: <code className="text-sm">10.74.12.21</code> },
              { label: 'Image', value: 'Debian 12' },
              { label: 'Memory', value: <Bytes value={2 ** 31} /> },
            ]}
          />
        </Section>
        <Section title="A form" framed>
          <KitForm action={kitAction} />
        </Section>
        <Section title="Nothing here">
          <EmptyState
            icon={<Server />}
            title="No instances yet"
            action={
              <LinkButton href="/ui-kit" variant="primary">
                Create the first one
              </LinkButton>
            }
          >
            An instance is a machine of your own. A light VM is running about a second after you ask for it.
          </EmptyState>
        </Section>
        <Section title="Danger" tone="danger" framed>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>Deleting takes the disk and all snapshots with it.</p>
            <ActionButton
              action={kitAction}
              variant="danger"
              label="Delete web-1"
              pendingLabel="Deleting"
              confirm={{
                title: 'Delete web-1?',
                body: 'Its disk and its 2 snapshots will be gone. This cannot be undone.',
                confirmLabel: 'Delete',
                typeName: 'web-1',
              }}
            />
          </div>
        </Section>
      </div>
    </>
  );
}
