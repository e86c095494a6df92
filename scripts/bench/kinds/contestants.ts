import { readFile } from 'node:fs/promises';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import { startRegistry } from '#server/testing/start-registry.ts';
import type { UploadView } from '#server/uploads/schema.ts';
import type { Ground } from './ground.ts';
import { makeServerImage } from './make-server-image.ts';

const mib = 1024 ** 2;

/** One kind with the web server in it. */
export type Contestant = {
  kind: InstanceKind;
  /** What `POST /api/v1/instances` takes, but for the name. */
  input: Record<string, unknown>;
  port: number;
  /** What runs the program of system calls in it, by the engine's exec; null where there is no system to call. */
  syscalls: string[] | null;
};

/** The same for all, as far as a kind can be had so small. */
function sizeOf(kind: InstanceKind) {
  const { memoryBytes, diskBytes } = factsOf(kind).least;
  return {
    vcpus: 1,
    memoryBytes: Math.max(memoryBytes, 512 * mib),
    diskBytes: Math.max(diskBytes, 2048 * mib),
  };
}

/** A whole Linux of an image that has the web server as a service. */
export async function serverContestant(
  ground: Ground,
  kind: InstanceKind,
  plainImageId: string,
): Promise<Contestant> {
  const imageId = await makeServerImage(ground, { kind, imageId: plainImageId, size: sizeOf(kind) });
  const input = { tenant: ground.slug, kind, imageId, ...sizeOf(kind) };
  return { kind, input, port: 8080, syscalls: ['/usr/local/bin/syscalls'] };
}

/** The image of the web server in a registry of the account's own network, and how a kind is made of it. */
export async function containerContestants(
  { engine, panel, project, network, slug }: Ground,
  kinds: readonly InstanceKind[],
): Promise<Contestant[]> {
  if (kinds.length === 0) return [];
  const registry = await startRegistry(engine, { project, network });
  const { host, username, password, caPem } = registry;
  await panel.call('POST', '/registries', { tenant: slug, host, username, password, caPem });
  const { reference } = await registry.push('measured');
  const settings = { image: reference, ports: [{ port: 8080 }] };
  return kinds.map((kind) => ({
    kind,
    input: { tenant: slug, kind, settings, ...sizeOf(kind) },
    port: 8080,
    syscalls: ['podman', 'exec', 'berth-1', '/syscalls'],
  }));
}

/** A unikernel that answers the same, uploaded once. */
export async function kernelContestant(ground: Ground, kind: InstanceKind): Promise<Contestant> {
  const kernelId = await upload(ground, await readFile(ground.programs.unikernel));
  const settings = { kernelId, commandLine: 'ip={ip}/{prefix} gw={gateway}' };
  return { kind, input: { tenant: ground.slug, kind, settings, ...sizeOf(kind) }, port: 80, syscalls: null };
}

/** By the tus protocol, as a program of a customer's does it. */
async function upload({ origin, panel, slug }: Ground, content: Buffer): Promise<string> {
  const headers = { ...panel.headers, 'tus-resumable': '1.0.0' };
  const ask = async (method: string, path: string, more: Record<string, string>, body?: Buffer) => {
    const init = { method, headers: { ...headers, ...more }, ...(body && { body: new Uint8Array(body) }) };
    const answer = await fetch(`${origin}${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const words = { filename: 'unikernel.elf', purpose: 'kernel' };
  const metadata = Object.entries(words).map(([name, value]) => `${name} ${btoa(value)}`);
  const begun = await ask('POST', `/api/uploads?tenant=${slug}`, {
    'upload-length': String(content.length),
    'upload-metadata': metadata.join(','),
  });
  const place = begun.headers.get('location') ?? '';
  const kind = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  await ask('PATCH', place, kind, content);
  const id = place.slice(place.lastIndexOf('/') + 1);
  const isOver = (view: UploadView) => view.state === 'ready' || view.state === 'refused';
  const { state, message } = await panel.until<UploadView>(`/uploads/${id}`, isOver);
  if (state !== 'ready') throw new Error(`the unikernel was refused: ${message}`);
  return id;
}
