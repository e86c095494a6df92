import { createHash } from 'node:crypto';
import type { DeployStep } from '#server/deployments/deploy-step.ts';
import { getInstanceFile, putInstanceFile } from '#server/incus/instance-files.ts';
import type { KernelFile } from './kernel-facts.ts';

/** Each shell has it, for it is what KVM is tried with (images/shell-qemu/build.sh). */
const place = '/usr/lib/berth/demo-unikernel.elf';

type Where = Pick<DeployStep, 'engine' | 'params' | 'signal'>;

/** The kernel of a version that is the demonstration: no upload, but a file of its own shell. */
export async function findDemo(step: Where): Promise<KernelFile> {
  const content = await readDemo(step);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    name: 'kernel',
    uploadId: null,
    sha256,
    sizeBytes: content.length,
    format: 'pvh',
    virtualBytes: null,
  };
}

/** Puts it where the shell looks for the kernel of the version. */
export async function placeDemo(step: Where, folder: string): Promise<void> {
  const { engine, params, signal } = step;
  const content = await readDemo(step);
  const file = { ...params, path: `${folder}/kernel`, content, mode: 0o400 };
  await putInstanceFile(engine, file, { signal });
}

async function readDemo({ engine, params, signal }: Where): Promise<Buffer> {
  const { project, name } = params;
  return (await getInstanceFile(engine, { project, name, path: place }, { signal })).content;
}
