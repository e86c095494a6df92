import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { registryOf } from '#server/registries/registry-of.ts';
import { fetchImage } from '#server/shells/fetch-image.ts';
import type { FetchAnswer } from '#server/shells/schema.ts';
import { addFacts } from '../add-facts.ts';
import type { DeployStep } from '../deploy-step.ts';
import { versionFacts } from '../image-facts-schema.ts';
import { holdsPlace, lookLater } from '../look-later.ts';
import { adviceOn } from './advice-on.ts';
import { loadSettings } from './load-version.ts';

const mib = 1024 ** 2;
const minuteMs = 60_000;
/** Less than a MiB in so long, without anything else having happened, is no fetch any more. */
const patienceMinutes = 10;
const longestHours = 6;

/** `after` is where the shell's log was read to; `bytes` and `at`, what had come when something last did. */
const fetching = z.object({ since: z.number(), after: z.number(), bytes: z.number(), at: z.number() });
type Fetching = z.infer<typeof fetching>;

/**
 * Brings the image into the shell, with the tenant's own login at its registry, and keeps which one came. The shell
 * fetches by itself: for one that takes long, its place at the worker is given to others.
 */
export async function fetchContainer(
  step: DeployStep,
): Promise<{ digest: string; facts: Record<string, unknown> }> {
  const { engine, db, params, signal, say, note } = step;
  const settings = await loadSettings(db, params.deploymentId);
  const { image } = settings;
  const login = await registryOf(db, { tenantId: params.tenantId, reference: image });
  const known = fetching.safeParse(step.outputs.fetch).data;
  if (!known) await say([`Fetching ${image}${login.auth ? ` as ${login.auth.username}` : ''}`]);
  let reached = known ?? { since: Date.now(), after: 0, bytes: 0, at: Date.now() };
  const { number, deploymentId } = params;
  for (;;) {
    const input = { number, reference: image, attempt: deploymentId, ...login, after: reached.after };
    const waitSeconds = holdsPlace(reached) ? 2 : 0;
    const answer = await fetchImage(engine, params, { ...input, waitSeconds }, { signal });
    await say(answer.log.lines.map(({ text }) => text));
    const done = await finish(step, answer);
    if (done) {
      await say(adviceOn(settings, versionFacts.parse(done.facts)));
      return done;
    }
    await note(progressText(answer.progress));
    reached = goneOn(reached, answer, Date.now());
    const stalled = whyStalled(reached, Date.now());
    if (stalled) {
      await say([stalled.message]);
      throw stalled;
    }
    await lookLater(reached, 0, signal);
  }
}

/** Pure. */
export function goneOn(
  { since, ...former }: Fetching,
  { log, progress }: Pick<FetchAnswer, 'log' | 'progress'>,
  now: number,
): Fetching {
  const hasCome = log.lines.length > 0 || progress.fetchedBytes - former.bytes >= mib;
  const { bytes, at } = hasCome ? { bytes: progress.fetchedBytes, at: now } : former;
  return { since, after: log.position, bytes, at };
}

/** A registry that drips would keep its instance from every other job for ever. Pure. */
export function whyStalled({ since, at }: Fetching, now: number): AppError | undefined {
  if (now - at > patienceMinutes * minuteMs) {
    return new AppError('refused', 'deployment-fetch-stalled', { minutes: patienceMinutes });
  }
  if (now - since > longestHours * 60 * minuteMs) {
    return new AppError('refused', 'deployment-fetch-too-long', { hours: longestHours });
  }
  return undefined;
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
