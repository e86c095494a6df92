import { Chart } from '#components/ui/chart/chart.tsx';
import { ChartRanges } from '#components/ui/chart/chart-ranges.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-text.tsx';
import { Switch } from '#components/ui/field/switch.tsx';
import { Money } from '#components/ui/format/money.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ProgressSteps } from '#components/ui/progress-steps.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { QuotaMeter } from '#components/ui/quota-meter.tsx';
import { SecretReveal } from '#components/ui/secret-reveal.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { kitAction } from '../actions.ts';
import { KitMoreForm } from '../kit-more-form.tsx';

const gib = 2 ** 30;

export default async function KitUsage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const to = Math.floor(Date.now() / 10_000) * 10;
  const from = to - 3600;
  const times = Array.from({ length: 360 }, (_, index) => from + index * 10).filter(
    (time) => time < to - 1900 || time > to - 1500,
  );
  const wave = (scale: number, phase: number) =>
    times.map((time) =>
      Math.max(0, scale * (0.4 + 0.3 * Math.sin(time / 240 + phase) + 0.1 * Math.sin(time / 17))),
    );
  return (
    <>
      <PageHeader
        title="web-1"
        description={
          <>
            <StateLabel kind="running">running</StateLabel>
            <span>Light VM</span>
            <CopyText value="10.74.12.20" label="Copy the address" />
          </>
        }
        tabs={
          <LinkTabs
            label="web-1"
            tabs={[
              { href: '/ui-kit/usage', label: 'Overview' },
              { href: '/ui-kit/usage/console', label: 'Console' },
              { href: '/ui-kit/usage/snapshots', label: 'Snapshots', count: 2 },
              { href: '/ui-kit/usage/activity', label: 'Activity' },
              { href: '/ui-kit/usage/settings', label: 'Settings' },
            ]}
          />
        }
      />
      <Section
        title="Now"
        actions={
          <ChartRanges
            label="Time shown"
            path="/ui-kit/usage"
            query={query}
            options={[
              { value: '1h', label: '1 h' },
              { value: '1d', label: '1 d' },
              { value: '7d', label: '7 d' },
              { value: '30d', label: '30 d' },
            ]}
          />
        }
      >
        <div className="grid gap-6 lg:grid-cols-2">
          <Chart
            title="CPU"
            unit="percent"
            times={times}
            from={from}
            to={to}
            gapSeconds={30}
            series={[{ label: 'CPU', values: wave(1, 0) }]}
          />
          <Chart
            title="Memory"
            unit="bytes"
            max={2 * gib}
            times={times}
            from={from}
            to={to}
            gapSeconds={30}
            series={[{ label: 'Memory', values: wave(1.6 * gib, 2) }]}
          />
          <Chart
            title="Network"
            unit="rate"
            times={times}
            from={from}
            to={to}
            gapSeconds={30}
            series={[
              { label: 'In', values: wave(3e6, 1) },
              { label: 'Out', values: wave(1e6, 3) },
            ]}
          />
          <Chart
            title="Disk"
            unit="bytes"
            times={[]}
            from={from}
            to={to}
            gapSeconds={30}
            series={[{ label: 'Disk', values: [] }]}
          />
        </div>
      </Section>
      <Section title="Progress" framed>
        <ProgressSteps
          label="Create web-1"
          steps={[
            { key: '1', label: 'Reserve an address', state: 'done', durationMs: 42 },
            { key: '2', label: 'Make the disk from Debian 12', state: 'skipped' },
            { key: '3', label: 'Start', state: 'running', startedAt: new Date(Date.now() - 3000) },
            {
              key: '4',
              label: 'Wait for the network',
              state: 'failed',
              durationMs: 30_100,
              error:
                'No address after 30 seconds. The bridge answers; the DHCP server of the network does not.',
            },
            { key: '5', label: 'Write the keys', state: 'undone', durationMs: 100 },
            { key: '6', label: 'Say that it is ready', state: 'waiting' },
          ]}
        />
      </Section>
      <Section title="Quota" framed>
        <div className="grid max-w-md gap-4">
          <QuotaMeter label="Memory" format="bytes" used={5 * gib} limit={8 * gib} adds={2 * gib} />
          <QuotaMeter label="vCPU" used={4} limit={4} />
          <QuotaMeter label="Disk" format="bytes" used={90 * gib} limit={100 * gib} adds={20 * gib} />
          <QuotaMeter label="Instances" used={7} limit={null} />
        </div>
        <p className="mt-4 text-ink-2">
          <Money micros={6900} currency="EUR" /> per hour, <Money micros={4_990_000} currency="EUR" /> per
          month
        </p>
      </Section>
      <Section title="More controls" framed>
        <KitMoreForm action={kitAction} />
        <div className="mt-6 max-w-lg">
          <Switch
            label="Start by itself after the node restarts"
            hint="Otherwise it stays as it was."
            defaultChecked
          />
        </div>
      </Section>
      <Section title="The same by the API">
        <CodeBlock
          label="The call"
          code={
            'curl -X POST https://panel.example.com/api/v1/instances \\\n  -H "Authorization: Bearer $BERTH_TOKEN" \\\n  -d \'{"name":"web-1","plan":"small","image":"debian-12"}\''
          }
        />
      </Section>
      <Section title="A secret">
        <div className="max-w-lg">
          <SecretReveal label="API token" value="brt_2f9c1e77a0b64d1f8c55e0f2" />
        </div>
      </Section>
    </>
  );
}
