import { AppError } from '#server/errors.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { runDeployment } from '#server/shells/run-deployment.ts';
import type { RunAnswer, RunInput } from '#server/shells/schema.ts';
import { ShellError } from '#server/shells/shell-error.ts';
import { addFacts } from '../add-facts.ts';
import type { DeployParams, DeployStep } from '../deploy-step.ts';
import { idleOf } from '../sandbox-schema.ts';
import { loadVersion, type Version } from './load-version.ts';
import { passKvm } from './pass-kvm.ts';

type Which = Pick<DeployParams, 'deploymentId' | 'number' | 'kind'>;

/** Makes a version the one that runs, and says so in the log of the one that is being deployed. */
export async function runContainer(step: DeployStep, which: Which): Promise<void> {
  const { engine, db, params, signal, say } = step;
  const version = await loadVersion(db, which.deploymentId);
  const input = toRunInput(which, version);
  const isSandbox = input.runtime === 'runsc';
  await passKvm(step, isSandbox);
  const idle = isSandbox ? idleOf(version.settings) : [];
  await say([
    `Starting version ${which.number} with ${input.runtime}`,
    ...(idle.length > 0 ? [`Allowed, and of no effect in a sandbox: ${idle.join(', ')}`] : []),
  ]);
  try {
    const { platform } = await runDeployment(engine, params, input, { signal });
    if (platform) await sayPlatform(step, which, platform);
  } catch (error) {
    if (!(error instanceof ShellError) || error.code !== 'not-started') throw error;
    await say([error.message]);
    const detail = cleanText(error.message);
    throw new AppError('refused', 'deployment-failed', { number: which.number, detail }, { cause: error });
  }
}

/** Which of gVisor's ways it is: systrap runs everywhere, KVM where the node has it and a try has worked. */
async function sayPlatform(
  { db, say }: DeployStep,
  { deploymentId }: Which,
  { name, reason }: NonNullable<RunAnswer['platform']>,
): Promise<void> {
  await say([
    `gVisor takes its system calls over by ${name}${reason ? ` (no KVM: ${cleanText(reason)})` : ''}`,
  ]);
  await addFacts(db, deploymentId, { platform: name });
}

function toRunInput({ number, kind }: Which, { settings, secrets, digest }: Version): RunInput {
  if (!digest) throw new AppError('internal', 'internal', { id: `version ${number} was not fetched` });
  const { image: _, environment, stopSeconds, ...rest } = settings;
  return {
    ...{ number, digest, runtime: factsOf(kind).runtime ?? 'crun', stopSeconds, ...rest },
    environment: environment.flatMap(({ name, value, isSecret }) =>
      isSecret || value === null ? [] : [{ name, value }],
    ),
    secretEnvironment: environment.flatMap(({ name, isSecret }) => {
      const value = secrets[name];
      return isSecret && value !== undefined ? [{ name, value }] : [];
    }),
  };
}
