import { planShred } from '#server/vaults/plan-shred.ts';
import { finishJob } from './finish-job.ts';
import type { Ground } from './ground.ts';
import { type Made, makeInstance, removeInstances } from './make-instance.ts';

/**
 * Milliseconds of each creation: outside, the first in a vault, and one more in the same. `vault` is the part of the
 * first that goes into making the vault itself.
 */
export type Creates = { plain: number[]; first: number[]; vault: number[]; second: number[] };
/** What the last round has left running: two of the same size, one in a vault and one outside. */
export type Kept = { inside: Made; plain: Made; vaultId: string };
type Round = { first: Made; seconds: Made[]; plain: Made[] };

const secondsOfRound = 2;

/** Rounds with a new vault each. Within one, each creation in the vault comes right after one outside. */
export async function measureCreates(
  ground: Ground,
  { rounds, budgetMs }: { rounds: number; budgetMs: number },
): Promise<{ creates: Creates; kept: Kept }> {
  const deadline = performance.now() + budgetMs;
  // The first of an image in the pool unpacks it; the first of a process costs more than the others.
  await removeInstances(ground, [await makeInstance(ground, 'warm', 'none')]);
  const creates: Creates = { plain: [], first: [], vault: [], second: [] };
  for (let number = 0; ; number++) {
    const round = await makeRound(ground, number);
    creates.plain.push(...round.plain.map(({ ms }) => ms));
    creates.first.push(round.first.ms);
    creates.vault.push(await timeOfJob(ground, 'create-vault', await vaultOf(ground, round.first)));
    creates.second.push(...round.seconds.map(({ ms }) => ms));
    if (number + 1 >= rounds || performance.now() > deadline) {
      return { creates, kept: await keep(ground, round) };
    }
    await removeRound(ground, round);
  }
}

/** Everything stays until the round ends: the vault has to grow for each further one, as it has for a customer's. */
async function makeRound(ground: Ground, number: number): Promise<Round> {
  const plain = [await makeInstance(ground, `plain-${number}-0`, 'none')];
  const first = await makeInstance(ground, `first-${number}`, 'shared');
  const seconds: Made[] = [];
  for (let n = 1; n <= secondsOfRound; n++) {
    plain.push(await makeInstance(ground, `plain-${number}-${n}`, 'none'));
    seconds.push(await makeInstance(ground, `second-${number}-${n}`, 'shared'));
  }
  return { plain, first, seconds };
}

async function removeRound(ground: Ground, { first, seconds, plain }: Round): Promise<void> {
  const { db } = ground.ctx;
  const vaultId = await vaultOf(ground, first);
  await removeInstances(ground, [first, ...seconds, ...plain]);
  const { name } = await db.vault.findUniqueOrThrow({ where: { id: vaultId } });
  await planShred(ground.ctx, { id: vaultId, confirmName: name });
  await finishJob(ground, (await jobOf(ground, 'shred-vault', vaultId)).id);
}

const jobOf = ({ ctx }: Ground, kind: string, vaultId: string) =>
  ctx.db.job.findFirstOrThrow({ where: { kind, subjectKey: `vault:${vaultId}` } });

async function timeOfJob(ground: Ground, kind: string, vaultId: string): Promise<number> {
  const { createdAt, finishedAt } = await jobOf(ground, kind, vaultId);
  return (finishedAt ?? createdAt).getTime() - createdAt.getTime();
}

async function keep(ground: Ground, { first, seconds, plain: [plain, ...others] }: Round): Promise<Kept> {
  if (!plain) throw new Error('a round has at least one instance outside of the vault');
  await removeInstances(ground, [...seconds, ...others]);
  return { inside: first, plain, vaultId: await vaultOf(ground, first) };
}

async function vaultOf({ ctx }: Ground, { id, name }: Made): Promise<string> {
  const { vaultId } = await ctx.db.instance.findUniqueOrThrow({ where: { id } });
  if (!vaultId) throw new Error(`${name} is in no vault`);
  return vaultId;
}
