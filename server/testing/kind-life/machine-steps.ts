import { setTimeout as delay } from 'node:timers/promises';
import { runInGuest } from '#server/guests/run-in-guest.ts';
import { getInstance } from '#server/incus/instances.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { attachIso } from '#server/vms/attach-iso.ts';
import { detachIso } from '#server/vms/detach-iso.ts';
import { getFirmware } from '#server/vms/get-firmware.ts';
import { getMachine } from '#server/vms/get-machine.ts';
import { importIso } from '#server/vms/import-iso.ts';
import { isoDeviceName } from '#server/vms/iso-device.ts';
import type { GuestFacts } from '#server/vms/schema.ts';
import { setFirmware } from '#server/vms/set-firmware.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import { makeIsoUpload } from '../settle-isos.ts';
import { cloudInitMark, type Life, refOf } from './life.ts';

const noMachine = 'this kind is no machine of its own';
const isMachine = ({ wish }: Life) => factsOf(wish.kind).takesDiscs === true;
const sizeOnEngine = async (life: Life) => {
  const { config } = await getInstance(life.ctx.engine, refOf(life));
  return { vcpus: Number(config['limits.cpu']), memory: config['limits.memory'] };
};

/** Guests take their time until their agent answers; one that has none says so for two minutes, and is believed. */
async function askGuest(life: Life): Promise<GuestFacts | string> {
  let why = '';
  for (let tries = 0; tries < 60; tries++) {
    const { guest, whyNoGuest } = await getMachine(life.ctx, { id: life.instance.id });
    if (guest) return guest;
    why = whyNoGuest ?? 'it does not run';
    await delay(2000);
  }
  return `the guest could not be asked: ${why}`;
}

/** What the settings asked for, what the engine was told and what the guest's own kernel sees are the same. */
export async function compareMachine(life: Life): Promise<string | void> {
  if (!isMachine(life)) return noMachine;
  const { engine } = await getMachine(life.ctx, { id: life.instance.id });
  const { secureBoot = true, tpm = false } = life.wish.settings ?? {};
  const told = [engine?.secureBoot, engine?.hasTpm];
  if (String(told) !== String([secureBoot, tpm])) throw new Error(`the engine was told ${told}`);
  const guest = await askGuest(life);
  if (typeof guest === 'string') return guest;
  const driven = new Set(guest.virtio.flatMap(({ kind, driver }) => (driver ? [kind] : [])));
  for (const kind of ['network', 'scsi', 'balloon']) {
    if (!driven.has(kind)) throw new Error(`no virtio ${kind} in the guest: it has ${[...driven]}`);
  }
  if (guest.emulated.length > 0) throw new Error(`emulated, not virtio: ${guest.emulated}`);
  if (guest.secureBoot !== null && guest.secureBoot !== secureBoot) {
    throw new Error(`secure boot: wanted ${secureBoot}, the firmware says ${guest.secureBoot}`);
  }
  if (guest.hasTpm !== tpm) throw new Error(`TPM: wanted ${tpm}, the guest says ${guest.hasTpm}`);
}

/** What was given as user-data has run: cloud-init of the image wrote the mark. */
export async function lookForCloudInit(life: Life): Promise<string | void> {
  if (!isMachine(life)) return noMachine;
  const guest = await askGuest(life);
  if (typeof guest === 'string') return guest;
  const script =
    'command -v cloud-init >/dev/null || exit 3; cloud-init status --wait >/dev/null 2>&1; cat "$1"';
  const wish = { script, args: [cloudInitMark.path], timeoutSeconds: 300 };
  const { code, stdout, stderr } = await runInGuest(life.ctx, refOf(life), wish);
  if (code === 3) return 'the image has no cloud-init';
  if (stdout.trim() !== cloudInitMark.text) throw new Error(`it found ${stdout}${stderr}`);
}

/** One processor more, and less memory where it may be less: while it runs, and the guest sees it. */
export async function resizeLive(life: Life): Promise<string | void> {
  const { ctx, wish, instance } = life;
  const { resize, growsMemoryStopped, least } = factsOf(wish.kind);
  if (resize !== 'live') return 'this kind takes another size when it starts';
  const startedAt = await ctx.db.instance.findUniqueOrThrow({ where: { id: instance.id } });
  const less = Math.max(least.memoryBytes, Math.floor((wish.memoryBytes * 3) / 4));
  const memoryBytes = growsMemoryStopped ? less : wish.memoryBytes * 2;
  const size = { vcpus: wish.vcpus + 1, memoryBytes, diskBytes: wish.diskBytes };
  await resizeInstance(ctx, { id: instance.id, ...size });
  await runQueuedJobs(ctx);
  const has = await sizeOnEngine(life);
  if (has.vcpus !== size.vcpus || has.memory !== `${memoryBytes}B`) {
    throw new Error(
      `wanted ${size.vcpus} and ${memoryBytes}B, the engine has ${has.vcpus} and ${has.memory}`,
    );
  }
  const now = await ctx.db.instance.findUniqueOrThrow({ where: { id: instance.id } });
  if (String(now.startedAt) !== String(startedAt.startedAt)) throw new Error('it was started anew');
  if (!isMachine(life)) return;
  const guest = await askGuest(life);
  if (typeof guest === 'string') return `the engine has it; ${guest}`;
  const { stdout } = await runInGuest(ctx, refOf(life), { script: 'nproc --all' });
  if (Number(stdout) !== size.vcpus) throw new Error(`the guest sees ${stdout.trim()} processors`);
}

/** A disc goes into a drive of the running machine and out again, and its guest sees both. */
export async function changeDiscs(life: Life): Promise<string | void> {
  if (!isMachine(life)) return noMachine;
  const { ctx, tenant, instance } = life;
  const uploadId = await makeIsoUpload({ ctx, tenant });
  const { isoId } = await importIso(ctx, { tenant: tenant.slug, name: 'life.iso', uploadId });
  await runQueuedJobs(ctx);
  const has = async () => isoDeviceName(isoId) in (await getInstance(ctx.engine, refOf(life))).devices;
  await attachIso(ctx, { id: instance.id, isoId, bootsFirst: false });
  await runQueuedJobs(ctx);
  if (!(await has())) throw new Error('the engine has no such drive');
  const guest = await askGuest(life);
  if (typeof guest !== 'string') await untilDiscs(life, 1);
  await detachIso(ctx, { id: instance.id, isoId });
  await runQueuedJobs(ctx);
  if (await has()) throw new Error('the engine has the drive still');
  if (typeof guest === 'string') return `the engine has done both; ${guest}`;
  await untilDiscs(life, 0);
}

/** Secure boot off and the TPM as it was not: told while it is stopped, and seen by the guest when it has started. */
export async function changeFirmware(life: Life): Promise<string | void> {
  if (!isMachine(life)) return noMachine;
  const { ctx, instance } = life;
  const { id } = instance;
  const before = await getFirmware(ctx, { id });
  if (!before) throw new Error('the panel knows no firmware of it');
  const wanted = { ...before, secureBoot: false, tpm: !before.tpm };
  await stopInstance(ctx, { id, isForced: false });
  await runQueuedJobs(ctx);
  await setFirmware(ctx, { id, ...wanted });
  await runQueuedJobs(ctx);
  await startInstance(ctx, { id });
  await runQueuedJobs(ctx);
  const { engine } = await getMachine(ctx, { id });
  const told = [engine?.secureBoot, engine?.hasTpm];
  if (String(told) !== String([false, wanted.tpm])) throw new Error(`the engine was told ${told}`);
  const guest = await askGuest(life);
  if (typeof guest === 'string') return `the engine has it; ${guest}`;
  if (guest.secureBoot === true) throw new Error('the firmware says that secure boot is on still');
  if (guest.hasTpm !== wanted.tpm)
    throw new Error(`TPM: wanted ${wanted.tpm}, the guest says ${guest.hasTpm}`);
}

/** Discs are the block devices of that size that nobody can write to. */
async function untilDiscs(life: Life, wanted: number): Promise<void> {
  const script =
    'n=0; for d in /sys/class/block/*; do [ "$(cat $d/size)" = 2048 ] && n=$((n+1)); done; echo $n';
  for (let tries = 0; ; tries++) {
    const { stdout } = await runInGuest(life.ctx, refOf(life), { script });
    if (Number(stdout) === wanted) return;
    if (tries === 20) throw new Error(`the guest sees ${stdout.trim()} discs, not ${wanted}`);
    await delay(1000);
  }
}
