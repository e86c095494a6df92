import type { DeployStep, Progress } from '#server/deployments/deploy-step.ts';
import type { KernelSettings } from '#server/deployments/kernel-schema.ts';
import { whyEnded } from '#server/deployments/why-ended.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { loadKernelFacts } from './fetch-kernel.ts';
import { type KernelStatus, kernelLog, kernelStatus } from './shell-shapes.ts';

/** So long it has to run before it counts as up: nothing asks a unikernel how it is. */
const steadySeconds = 2;
const lastLines = 20;

/** Whether a version that was started runs; what it said last is told with its failure. */
export async function lookAtKernel(step: DeployStep): Promise<Progress> {
  const { engine, db, params, signal, say } = step;
  const [{ settings }, status] = await Promise.all([
    loadKernelFacts(db, params.deploymentId),
    askShell(engine, params, { verb: 'status', answer: kernelStatus }, { signal }),
  ]);
  const progress = toProgress(status, settings.restart.policy, Date.now());
  if (progress.state === 'failed') await say(await lastWords(step));
  return progress;
}

/** Pure: from what the shell says at one moment. */
export function toProgress(
  { state, exitCode, restarts, startedAt, error }: KernelStatus,
  policy: KernelSettings['restart']['policy'],
  now: number,
): Progress {
  // Something that is to be done once has done it.
  if (state === 'exited' && exitCode === 0 && policy !== 'always') return { state: 'well' };
  if (exitCode === null && error) {
    return { state: 'failed', reason: 'deployment-qemu-refused', params: { detail: cleanText(error) } };
  }
  if (state === 'exited' || state === 'stopped' || state === 'failed' || restarts > 0) {
    return { state: 'failed', ...whyEnded(exitCode) };
  }
  if (state !== 'running') return { state: 'waiting', note: 'starting' };
  const ran = startedAt ? (now - Date.parse(startedAt)) / 1000 : 0;
  return ran >= steadySeconds ? { state: 'well' } : { state: 'waiting', note: 'it runs' };
}

async function lastWords({ engine, params, signal }: DeployStep): Promise<string[]> {
  const question = { verb: 'logs', input: { after: null, limit: lastLines }, answer: kernelLog };
  const { lines, unfinished } = await askShell(engine, params, question, { signal });
  return [...lines, ...(unfinished ? [unfinished] : [])].map((text) => `| ${text.replace(/\p{Cc}/gu, '')}`);
}
