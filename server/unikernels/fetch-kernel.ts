import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import type { DeployStep } from '#server/deployments/deploy-step.ts';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import { AppError } from '#server/errors.ts';
import { uploadInstanceFile } from '#server/incus/stream-instance-file.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { readUpload } from '#server/uploads/read-upload.ts';
import { gatherKernel } from './choose-kernel.ts';
import { findDemo, placeDemo } from './demo-kernel.ts';
import { type KernelFacts, type KernelFile, kernelFacts } from './kernel-facts.ts';
import { loadAnswer, prepareAnswer } from './shell-shapes.ts';

const mib = 1024 ** 2;

/** Brings the files of a version into its shell, which checks each against its SHA-256. */
export async function fetchKernel(
  step: DeployStep,
): Promise<{ digest: string; facts: Record<string, unknown> }> {
  const { engine, params, signal, say, note } = step;
  const facts = await factsFor(step);
  const { number } = params;
  const question = { verb: 'prepare', input: { number }, answer: prepareAnswer };
  const { folder, loaded } = await askShell(engine, params, question, { signal });
  const missing = facts.files.filter(({ name, sha256 }) => loaded[name]?.sha256 !== sha256);
  for (const file of missing) await send(step, folder, file);
  const files = facts.files.map(({ name, sha256, sizeBytes }) => ({ name, sha256, sizeBytes }));
  for (;;) {
    const load = { verb: 'load', input: { number, files }, answer: loadAnswer };
    const { state } = await askShell(engine, params, load, { signal, timeoutSeconds: 120 });
    if (state === 'loaded') break;
    await note('checking the SHA-256');
    await delay(1000, undefined, { signal });
  }
  await say(facts.files.map(({ name, sha256 }) => `${name}: SHA-256 ${sha256} is right`));
  return { digest: `sha256:${facts.files[0]?.sha256}`, facts };
}

/** As they were chosen: the uploads are asked for once, so that what is fetched is what is run. */
async function factsFor(step: DeployStep): Promise<KernelFacts> {
  const { db, params } = step;
  const kept = await loadKernelFacts(db, params.deploymentId);
  if (kept.facts) return kept.facts;
  const chosen = await gatherKernel(db, params.tenantId, kept.settings);
  const files = kept.settings.isDemo ? [await findDemo(step), ...chosen.files] : chosen.files;
  const facts = { ...chosen, files };
  const digest = `sha256:${facts.files[0]?.sha256}`;
  await db.deployment.updateMany({ where: { id: params.deploymentId }, data: { facts, digest } });
  return facts;
}

export async function loadKernelFacts(db: Db, deploymentId: string) {
  const row = await db.deployment.findUnique({ where: { id: deploymentId } });
  if (!row) throw new AppError('not-found', 'not-found');
  const facts = row.facts === null ? undefined : kernelFacts.parse(row.facts);
  return { settings: kernelSettings.parse(row.settings), facts };
}

async function send(step: DeployStep, folder: string, file: KernelFile): Promise<void> {
  const { engine, db, params, signal, say, note } = step;
  const { name, sizeBytes, uploadId } = file;
  if (uploadId === null) return placeDemo(step, folder);
  await say([`Sending ${name}, ${Math.ceil(sizeBytes / mib)} MiB`]);
  const body = await readUpload(db, uploadId, { signal });
  let sent = 0;
  body.on('data', (chunk: Buffer) => {
    sent += chunk.length;
  });
  const telling = setInterval(() => {
    void note(`${Math.round(sent / mib)} of ${Math.ceil(sizeBytes / mib)} MiB`).catch(() => undefined);
  }, 1000);
  try {
    const input = { ...params, path: `${folder}/${name}`, body, mode: 0o400 };
    await uploadInstanceFile(engine, input, { signal, timeoutSeconds: sendSeconds(sizeBytes) });
  } finally {
    clearInterval(telling);
    body.destroy();
  }
}

/** 4 MiB a second are the least that we wait for. */
function sendSeconds(sizeBytes: number): number {
  return 60 + Math.ceil(sizeBytes / (4 * mib));
}
