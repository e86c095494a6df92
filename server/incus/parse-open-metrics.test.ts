import { expect, test } from 'vitest';
import { readInstanceMetrics } from './metrics.ts';
import { parseOpenMetrics } from './parse-open-metrics.ts';

// As Incus 6.0.4 answers on a machine with cgroup v1, shortened.
const answer = `# HELP incus_cpu_seconds_total The total number of CPU time used in seconds.
# TYPE incus_cpu_seconds_total counter
incus_cpu_seconds_total{cpu="0",mode="system",name="m0",project="acme",type="container"} 0.02
incus_cpu_seconds_total{cpu="1",mode="user",name="m0",project="acme",type="container"} 1.5
incus_cpu_seconds_total{cpu="0",mode="idle",name="big",project="acme",type="virtual-machine"} 900
incus_cpu_seconds_total{cpu="0",mode="user",name="big",project="acme",type="virtual-machine"} 7
incus_memory_Cached_bytes{name="m0",project="acme",type="container"} 2.00704e+06
incus_memory_MemAvailable_bytes{name="m0",project="acme",type="container"} 6.6506752e+07
incus_memory_MemTotal_bytes{name="m0",project="acme",type="container"} 6.7108864e+07
incus_memory_OOM_kills_total{name="m0",project="acme",type="container"} 2
incus_network_receive_bytes_total{device="lo",name="m0",project="acme",type="container"} 500
incus_network_receive_bytes_total{device="eth0",name="m0",project="acme",type="container"} 22148
incus_network_transmit_bytes_total{device="eth0",name="m0",project="acme",type="container"} 996
incus_network_receive_bytes_total{device="eth0",name="m0",project="other",type="container"} 1
incus_procs_total{name="m0",project="acme",type="container"} 3
incus_uptime_seconds 123.4
# EOF
`;

test('samples are gathered by instance; idle time and the loopback do not count', () => {
  const [first, big, other, ...more] = readInstanceMetrics(parseOpenMetrics(answer));
  expect(first).toEqual({
    project: 'acme',
    name: 'm0',
    cpuSeconds: 1.52,
    memoryUsageBytes: 67108864 - 66506752,
    memoryTotalBytes: 67108864,
    memoryCachedBytes: 2007040,
    oomKills: 2,
    diskReadBytes: 0,
    diskWrittenBytes: 0,
    rxBytes: 22148,
    txBytes: 996,
    processes: 3,
  });
  expect(big).toMatchObject({ name: 'big', cpuSeconds: 7 });
  expect(other).toMatchObject({ project: 'other', name: 'm0', rxBytes: 1, cpuSeconds: 0 });
  expect(more).toEqual([]);
});

test('labels are unescaped, and values of every spelling are read', () => {
  const text = ['a{x="say \\"hi\\", {ok}\\n",y="\\\\"} 1', 'b +Inf', 'c{} 2.5e3 1700000000', 'd NaN'].join(
    '\n',
  );
  expect(parseOpenMetrics(text)).toEqual([
    { metric: 'a', labels: { x: 'say "hi", {ok}\n', y: '\\' }, value: 1 },
    { metric: 'b', labels: {}, value: Number.POSITIVE_INFINITY },
    { metric: 'c', labels: {}, value: 2500 },
    { metric: 'd', labels: {}, value: Number.NaN },
  ]);
});

test('what is no sample is left out', () => {
  expect(parseOpenMetrics('\n# EOF\nno value here\n{x="1"} 3\n')).toEqual([]);
});
