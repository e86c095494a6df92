import { AppError } from '#server/errors.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { registryOf } from '#server/registries/registry-of.ts';
import { fetchImage } from '#server/shells/fetch-image.ts';
import type { FetchAnswer } from '#server/shells/schema.ts';
import { addFacts } from '../add-facts.ts';
import type { DeployStep } from '../deploy-step.ts';
import { versionFacts } from '../image-facts-schema.ts';
import { adviceOn } from './advice-on.ts';
import { loadSettings } from './load-version.ts';

const mib = 1024 ** 2;

/** Brings the image into the shell, with the tenant's own login at its registry, and keeps which one came. */
export async function fetchContainer(
  step: DeployStep,
): Promise<{ digest: string; facts: Record<string, unknown> }> {
  const { engine, db, params, signal, say, note } = step;
  const settings = await loadSettings(db, params.deploymentId);
  const { image } = settings;
  const login = await registryOf(db, { tenantId: params.tenantId, reference: image });
  await say([`Fetching ${image}${login.auth ? ` as ${login.auth.username}` : ''}`]);
  let after = 0;
  for (;;) {
    const { number, deploymentId } = params;
    const input = { number, reference: image, attempt: deploymentId, ...login, after };
    const answer = await fetchImage(engine, params, { ...input, waitSeconds: 2 }, { signal });
    await say(answer.log.lines.map(({ text }) => text));
    after = answer.log.position;
    const done = await finish(step, answer);
    if (done) {
      await say(adviceOn(settings, versionFacts.parse(done.facts)));
      return done;
    }
    await note(progressText(answer.progress));
  }
}

async function finish({ db, params, say }: DeployStep, answer: FetchAnswer) {
  if (answer.state === 'failed') {
    const detail = cleanText(answer.error?.message ?? '');
    const error = detail
      ? new AppError('refused', 'deployment-fetch-failed', { detail })
      : new AppError('refused', 'deployment-fetch-unexplained');
    await say([detail || error.message]);
    throw error;
  }
  const { digest, facts, imageBytes } = answer;
  if (answer.state !== 'fetched' || !digest) return undefined;
  await say([`Fetched ${digest}`]);
  // At once: what runs next is this, whatever the reference will mean by then.
  await db.deployment.updateMany({ where: { id: params.deploymentId }, data: { digest } });
  const known = { ...facts, imageBytes };
  await addFacts(db, params.deploymentId, known);
  return { digest, facts: known };
}

function progressText({ fetchedBytes, totalBytes }: FetchAnswer['progress']): string {
  if (totalBytes === 0) return 'asking the registry';
  return `${Math.round(fetchedBytes / mib)} of ${Math.max(1, Math.round(totalBytes / mib))} MiB`;
}
