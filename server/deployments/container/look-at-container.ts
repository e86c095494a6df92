import { cleanText } from '#server/guests/clean-text.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { readRefused } from '#server/shells/read-refused.ts';
import { readStatus } from '#server/shells/read-status.ts';
import { readWorkloadLogs } from '#server/shells/read-workload-logs.ts';
import type { ShellStatus } from '#server/shells/schema.ts';
import { addFacts } from '../add-facts.ts';
import type { ContainerSettings } from '../container-schema.ts';
import type { DeployStep, Progress } from '../deploy-step.ts';
import { whyEnded } from '../why-ended.ts';
import { allowedSeconds } from './allowed-seconds.ts';
import { loadSettings } from './load-version.ts';

/** Without a health check: so long it has to run before it counts as up. */
const steadySeconds = 1.5;

/** Whether a version that was started is well; what it said last is told with its failure. */
export async function lookAtContainer(step: DeployStep): Promise<Progress> {
  const { engine, db, params, signal, say } = step;
  const [settings, status] = await Promise.all([
    loadSettings(db, params.deploymentId),
    readStatus(engine, params, { signal }),
  ]);
  const progress = toProgress(status, settings, Date.now());
  if (progress.state === 'waiting') return progress;
  if (progress.state === 'failed') await say(await lastWords(step));
  if (factsOf(params.kind).runtime === 'runsc') await sayRefused(step);
  return progress;
}

/** What gVisor does not know is found out by running: a program may manage without, or fail for want of it. */
async function sayRefused({ engine, db, params, signal, say }: DeployStep): Promise<void> {
  const { calls, more } = await readRefused(engine, params, params.number, { signal });
  await addFacts(db, params.deploymentId, { refusedCalls: calls });
  if (calls.length === 0) return;
  const others = more > 0 ? ` and ${more} more` : '';
  await say([`gVisor does not know these system calls that it has asked for: ${calls.join(', ')}${others}`]);
}

/** Pure: from what the shell says at one moment. */
export function toProgress(status: ShellStatus, settings: ContainerSettings, now: number): Progress {
  const { state, exitCode, restarts, health, startedAt } = status;
  const ran = startedAt ? (now - Date.parse(startedAt)) / 1000 : 0;
  // Something that is to be done once has done it.
  if (state === 'exited' && exitCode === 0 && settings.restart.policy !== 'always') return { state: 'well' };
  if (state === 'exited' || state === 'stopped' || restarts > 0) {
    return { state: 'failed', ...whyEnded(exitCode) };
  }
  if (state !== 'running') return { state: 'waiting', note: 'starting' };
  if (!settings.health || !health) {
    return ran >= steadySeconds ? { state: 'well' } : { state: 'waiting', note: 'it runs' };
  }
  if (health.state === 'healthy') return { state: 'well' };
  const said = cleanText(health.output);
  if (health.state === 'unhealthy')
    return { state: 'failed', reason: 'deployment-unhealthy', params: { said } };
  if (ran > allowedSeconds(settings.health)) {
    if (!said) return { state: 'failed', reason: 'deployment-unchecked', params: {} };
    return { state: 'failed', reason: 'deployment-not-healthy-yet', params: { said } };
  }
  return { state: 'waiting', note: 'waiting for its health check' };
}

async function lastWords({ engine, params, signal }: DeployStep): Promise<string[]> {
  const { number } = params;
  const { lines } = await readWorkloadLogs(engine, params, { number, limit: 20 }, { signal });
  return lines.map(({ text }) => `| ${text}`);
}
