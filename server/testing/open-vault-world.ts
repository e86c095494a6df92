import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import type { Logger } from '#server/log.ts';
import { getVaultFacts } from '#server/vaults/providers/get-vault-facts.ts';
import { nodeOf, readVaultRow } from '#server/vaults/vault-row.ts';
import { lockAtRest } from './lock-at-rest.ts';
import { makeEngineTenant } from './make-engine-tenant.ts';
import { makeImage } from './make-image.ts';
import { makeVaultNode } from './make-vault-node.ts';
import { openTestCtx } from './open-test-ctx.ts';
import { removeVaults } from './remove-vaults.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { tinyImage, tinyImageAlias } from './tiny-image.ts';

const mib = 1024 ** 2;
const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: 1024 * mib };

/** An instance of a vault's test: its row's id, and how the engine knows it. */
export type Inside = { id: string; name: string; ref: { project: string; name: string } };
type Choice = 'none' | 'shared' | 'dedicated';

export type VaultWorld = Awaited<ReturnType<typeof openVaultWorld>>;

/** A tenant of its own on a node that can have vaults. `close` takes everything away, whatever state it is in. */
export async function openVaultWorld({ log, engineUrl }: { log?: Logger; engineUrl?: string } = {}) {
  const { ctx: plain, url, close } = await openTestCtx({ engineUrl });
  const ctx: Ctx = log ? { ...plain, log } : plain;
  const ends = [close];
  const end = async () => {
    for (const each of ends.splice(0).toReversed()) await each();
  };
  try {
    const [node] = await Promise.all([makeVaultNode(ctx), tinyImage(ctx.engine)]);
    const { id: imageId } = await makeImage(ctx.db, { alias: tinyImageAlias });
    ends.push(() => removeVaults(ctx));
    const tenant = await makeEngineTenant(ctx);
    ends.push(() => removeTenant(ctx, tenant));
    return { ctx, url, node, tenant, imageId, close: end, ...toolsOf(ctx, tenant, imageId) };
  } catch (error) {
    await end();
    throw error;
  }
}

type Tenant = Awaited<ReturnType<typeof makeEngineTenant>>;

/** One that the test has deleted is gone already. */
async function removeTenant({ db }: Ctx, tenant: Tenant): Promise<void> {
  if ((await db.tenant.count({ where: { id: tenant.id } })) > 0) await tenant.remove();
}

function toolsOf(ctx: Ctx, tenant: Tenant, imageId: string) {
  const run = () => runQueuedJobs(ctx, { skipsPauses: true });
  const rowOf = (id: string) =>
    ctx.db.instance.findUniqueOrThrow({
      where: { id },
      select: {
        state: true,
        stateReason: true,
        reason: true,
        vaultId: true,
        vault: { select: { state: true } },
      },
    });

  /** A running instance in a vault, or outside of every vault. */
  async function create(name: string, vault: Choice, passphrase?: string): Promise<Inside> {
    const wish = { tenant: tenant.slug, name, imageId, ...size, vault, passphrase };
    const { instanceId: id } = await createInstance(ctx, createInstanceInput.parse(wish));
    await run();
    const { state, stateReason } = await rowOf(id);
    if (state !== 'running') throw new Error(`${name} was not made: it is ${state}, ${stateReason}`);
    return { id, name, ref: { project: tenant.project, name } };
  }

  /** What a shell in it says. Throws when the line fails. */
  async function shell({ ref }: Inside, line: string): Promise<string> {
    const { code, stdout, stderr } = await execInInstance(ctx.engine, {
      ...ref,
      command: ['sh', '-ec', line],
    });
    if (code !== 0) throw new Error(`${line}: ended with ${code}: ${stderr}`);
    return stdout.toString().trim();
  }

  /** A pass of the loop that locks what is idle; how many vaults it has locked. */
  const lock = () => lockAtRest(ctx);

  async function stop({ id }: Inside): Promise<void> {
    await stopInstance(ctx, { id, isForced: true });
    await run();
  }

  async function vaultOf({ id }: Inside): Promise<string> {
    const { vaultId } = await rowOf(id);
    if (!vaultId) throw new Error('the instance is in no vault');
    return vaultId;
  }

  /** As the node sees it. */
  async function factsOf(vaultId: string) {
    return getVaultFacts(nodeOf(await readVaultRow(ctx.db, vaultId)), { id: vaultId });
  }

  /** Past the panel, as an administrator of the engine would. */
  async function power({ ref }: Inside, action: 'start' | 'stop'): Promise<void> {
    const operation = await setInstanceState(ctx.engine, { ...ref, action, force: action === 'stop' });
    await finishOperation(ctx.engine, operation);
  }

  async function jobOf(kind: string) {
    return ctx.db.job.findFirstOrThrow({ where: { kind }, orderBy: { createdAt: 'desc' } });
  }

  return { run, rowOf, create, shell, lock, stop, vaultOf, factsOf, power, jobOf };
}

/** Where a vault lies on this machine. */
export function vaultFolder(vaultId: string): string {
  return join(env().BERTH_VAULT_ROOT ?? '', vaultId);
}

/** Words that are nowhere else. */
export function newSecret(): string {
  return `secret-${randomBytes(24).toString('hex')}`;
}
