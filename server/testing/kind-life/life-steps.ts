import { setTimeout as delay } from 'node:timers/promises';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { isRunning, isStopped } from '#server/incus/instance.ts';
import { getInstance, listInstances } from '#server/incus/instances.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance as viewInstance } from '#server/instances/get-instance.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { getLog } from '#server/logs/get-log.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { createVault } from '#server/vaults/create-vault.ts';
import { makeEngineInstance } from '../make-engine-instance.ts';
import { makeVaultNode } from '../make-vault-node.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import { isLocal } from '../test-engine.ts';
import { beginLife, type Life, refOf } from './life.ts';
import { openItsConsole, openItsScreen } from './look-in-steps.ts';
import {
  changeDiscs,
  changeFirmware,
  compareMachine,
  lookForCloudInit,
  resizeLive,
} from './machine-steps.ts';

/** Resolves with a reason where this cannot be tried here; throws where it went wrong. */
export type LifeStep = { name: string; play(life: Life): Promise<string | void> };

const gib = 1024 ** 3;

/** What every kind goes through, in this order: the same for each, so that none is less of an instance. */
export const lifeSteps: readonly LifeStep[] = [
  { name: 'create', play: create },
  { name: 'reach it over the network', play: reach },
  { name: 'console', play: openItsConsole },
  { name: 'screen', play: openItsScreen },
  { name: 'logs', play: readItsLog },
  { name: 'restart', play: restart },
  { name: 'what the machine is made of', play: compareMachine },
  { name: 'cloud-init', play: lookForCloudInit },
  { name: 'discs in and out', play: changeDiscs },
  { name: 'resize while it runs', play: resizeLive },
  { name: 'resize', play: resize },
  { name: 'secure boot and TPM switched', play: changeFirmware },
  { name: 'its state in the panel', play: compareState },
  { name: 'suspend', play: suspend },
  { name: 'unsuspend', play: unsuspend },
  { name: 'move into a vault', play: moveIntoVault },
  { name: 'delete', play: remove },
  { name: 'nothing is left', play: lookForLeftovers },
];

const view = ({ ctx, instance }: Life) => viewInstance(ctx, instance.id);

async function expectState(life: Life, state: 'running' | 'stopped'): Promise<void> {
  const { state: ours, stateReason } = await view(life);
  if (ours !== state) throw new Error(`the panel says ${ours}${stateReason ? `: ${stateReason}` : ''}`);
  const found = await getInstance(life.ctx.engine, refOf(life));
  const isIt = state === 'running' ? isRunning(found) : isStopped(found);
  if (!isIt) throw new Error(`the panel says ${state}, the engine ${found.status}`);
}

async function create(life: Life): Promise<void> {
  await beginLife(life);
  await expectState(life, 'running');
}

/** From a light VM beside it, as another machine of the same account. */
async function reach(life: Life): Promise<void> {
  const { ctx, tenant } = life;
  const neighbour = await makeEngineInstance(ctx, tenant, 'neighbour');
  const { ipv4 } = await view(life);
  const command = ['ping', '-c', '1', '-W', '2', ipv4 ?? ''];
  const ref = { project: tenant.project, name: neighbour.name };
  // A guest that has just started may still be asking for its address.
  for (let tries = 1; ; tries++) {
    const { code, stdout } = await execInInstance(ctx.engine, { ...ref, command });
    if (code === 0) return;
    if (tries === 30) throw new Error(`no answer from ${ipv4}: ${stdout.toString().slice(-200)}`);
    await delay(1000);
  }
}

async function readItsLog({ ctx, instance }: Life): Promise<void> {
  await getLog(ctx, { id: instance.id, after: null, limit: 50 });
}

async function restart(life: Life): Promise<void> {
  const before = (await view(life)).startedAt;
  await restartInstance(life.ctx, { id: life.instance.id });
  await runQueuedJobs(life.ctx);
  await expectState(life, 'running');
  if ((await view(life)).startedAt === before) throw new Error('it did not start anew');
}

/** All of it at once, stopped: also what a running one cannot have. */
async function resize(life: Life): Promise<void> {
  const { ctx, wish, instance } = life;
  const { id } = instance;
  await stopInstance(ctx, { id, isForced: false });
  await runQueuedJobs(ctx);
  const size = { vcpus: wish.vcpus, memoryBytes: wish.memoryBytes * 2, diskBytes: wish.diskBytes + gib };
  await resizeInstance(ctx, { id, ...size });
  await runQueuedJobs(ctx);
  await startInstance(ctx, { id });
  await runQueuedJobs(ctx);
  await expectState(life, 'running');
  const { config, devices } = await getInstance(ctx.engine, refOf(life));
  const has = [Number(config['limits.cpu']), config['limits.memory'], devices.root?.size];
  const wanted = [size.vcpus, `${size.memoryBytes}B`, `${size.diskBytes}B`];
  if (String(has) !== String(wanted)) throw new Error(`wanted ${wanted}, the engine has ${has}`);
}

async function compareState(life: Life): Promise<void> {
  const { vcpus, memoryBytes, ipv4, kind } = await view(life);
  const found = await getInstance(life.ctx.engine, refOf(life));
  const ours = [kindOf(kind).engineType, vcpus, `${memoryBytes}B`, ipv4];
  const theirs = [
    found.type,
    Number(found.config['limits.cpu']),
    found.config['limits.memory'],
    found.devices.eth0?.['ipv4.address'],
  ];
  if (String(ours) !== String(theirs)) throw new Error(`the panel says ${ours}, the engine ${theirs}`);
}

async function suspend(life: Life): Promise<void> {
  await suspendTenant(life.ctx, { id: life.tenant.id, reason: 'life' });
  await runQueuedJobs(life.ctx);
  if (!isStopped(await getInstance(life.ctx.engine, refOf(life)))) throw new Error('it runs on');
}

async function unsuspend(life: Life): Promise<void> {
  await unsuspendTenant(life.ctx, { id: life.tenant.id });
  await runQueuedJobs(life.ctx);
  await expectState(life, 'running');
}

async function moveIntoVault(life: Life): Promise<string | void> {
  const { ctx, tenant, instance, wish } = life;
  if (!isLocal(ctx.engine)) return 'the engine is not on this machine: nobody could ask its node for a vault';
  const node = await makeVaultNode(ctx);
  const { vaultAbility } = await ctx.db.node.findUniqueOrThrow({ where: { id: node.id } });
  if (!vaultAbility || !(vaultAbility as { provider?: string }).provider) return 'this node makes no vaults';
  const sizeBytes = 2 * wish.diskBytes + 3 * gib;
  const { vaultId: vault } = await createVault(ctx, {
    ...{ tenant: tenant.slug, nodeId: node.id, name: 'life', sizeBytes },
  });
  await runQueuedJobs(ctx);
  await moveInstance(ctx, { id: instance.id, vault });
  await runQueuedJobs(ctx);
  await expectState(life, 'running');
  if ((await view(life)).vault?.id !== vault) throw new Error('its disk is not in the vault');
}

async function remove(life: Life): Promise<void> {
  const { ctx, instance } = life;
  await deleteInstance(ctx, { id: instance.id, confirmName: instance.name });
  await runQueuedJobs(ctx);
}

async function lookForLeftovers({ ctx, tenant, instance }: Life): Promise<void> {
  const rows = await ctx.db.instance.count({ where: { id: instance.id } });
  if (rows > 0) throw new Error('its row is left');
  const found = await listInstances(ctx.engine, { project: tenant.project });
  if (found.some(({ name }) => name === instance.name)) throw new Error('the engine has it still');
}
