import { readFile } from 'node:fs/promises';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { putInstanceFile } from '#server/incus/instance-files.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { InstanceCreated, JobStarted, Size } from '#server/instances/schema.ts';
import { finishApiJob } from './finish-api-job.ts';
import type { Ground } from './ground.ts';

const unit = `[Unit]
Description=Web server of a benchmark
[Service]
Environment=QUIET=yes
ExecStart=/usr/local/bin/web
[Install]
WantedBy=multi-user.target
`;

type Wish = { kind: InstanceKind; imageId: string; size: Size };

/** A customer's own image: of an instance that got the web server as an ordinary service of systemd. */
export async function makeServerImage(ground: Ground, { kind, imageId, size }: Wish): Promise<string> {
  const { panel, slug, engine, project } = ground;
  const name = `${kind}-image`;
  const ref = { project, name };
  const input = { tenant: slug, kind, name, imageId, ...size };
  const { instanceId, jobId } = await panel.call<InstanceCreated>('POST', '/instances', input);
  await finishApiJob(panel, jobId);
  for (const program of ['web', 'syscalls'] as const) {
    const content = await readFile(ground.programs[program]);
    await putInstanceFile(engine, { ...ref, path: `/usr/local/bin/${program}`, content, mode: 0o755 });
  }
  await putInstanceFile(engine, { ...ref, path: '/etc/systemd/system/web.service', content: unit });
  const { code, stderr } = await execInInstance(engine, {
    ...ref,
    command: ['systemctl', '--root=/', 'enable', 'web.service'],
  });
  if (code !== 0) throw new Error(`systemctl enable in ${name}: ${stderr}`);
  const stop = await panel.call<JobStarted>('POST', `/instances/${instanceId}/stop`, {});
  await finishApiJob(panel, stop.jobId);
  const wish = { from: 'instance', instanceId, name: `Web server of ${name}` };
  const made = await panel.call<{ imageId: string; jobId: string }>('POST', '/images', wish);
  await finishApiJob(panel, made.jobId);
  const gone = await panel.call<JobStarted>('DELETE', `/instances/${instanceId}`);
  await finishApiJob(panel, gone.jobId);
  return made.imageId;
}
