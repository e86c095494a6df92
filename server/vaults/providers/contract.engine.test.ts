import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { NodeErrorKind } from '#server/node-shell/node-error.ts';
import type { VaultProvider } from '#server/node-shell/verbs.ts';
import { openLocalBench, openRemoteBench, type VaultBench } from '#server/testing/vault-bench.ts';
import { closeOnNode } from './close-on-node.ts';
import { createOnNode } from './create-on-node.ts';
import { getVaultFacts } from './get-vault-facts.ts';
import { growOnNode } from './grow-on-node.ts';
import { listVaultFacts } from './list-vault-facts.ts';
import { openOnNode } from './open-on-node.ts';
import { probeNode } from './probe-node.ts';
import { saveHeaderOnNode } from './save-header-on-node.ts';
import { shredOnNode } from './shred-on-node.ts';
import { testKeyOnNode } from './test-key-on-node.ts';

// What every provider promises, on this machine or on any that is reached by SSH (npm run test:vaults).
const provider = (process.env.BERTH_TEST_VAULT_PROVIDER || 'fscrypt') as VaultProvider;
const address = process.env.BERTH_TEST_VAULT_NODE;
const mib = 1024 ** 2;
const sizeBytes = 256 * mib;

let bench: VaultBench;
/** LUKS on logical volumes, as the node's own node.json says: files of another kind cannot be cut or removed there. */
let group: string | undefined;
let id = '';
let key = Buffer.alloc(0);

beforeAll(async () => {
  bench = address ? await openRemoteBench(address) : await openLocalBench();
  const { providers, volumeGroup } = await probeNode(bench.node);
  const { isAvailable, reason, backing } = providers[provider];
  if (backing === 'volume') group = volumeGroup?.name;
  if (!isAvailable) throw new Error(`${provider} cannot be tested on this node: ${reason}`);
});
afterAll(() => bench?.remove());
beforeEach(() => {
  id = randomUUID();
  key = randomBytes(32);
});

const status = () => getVaultFacts(bench.node, { id });
const create = () => createOnNode(bench.node, { id, provider, sizeBytes, key });
const open = () => openOnNode(bench.node, { id, key });
const close = () => closeOnNode(bench.node, { id });
const shred = () => shredOnNode(bench.node, { id });
const device = () => `/dev/berth/vault-${id}`;
const image = () => (group ? `/dev/${group}/berth-vault-${id}` : `${bench.root}/${id}/image`);
const pool = () => `${bench.root}/pools/${id}/storage-pools/test`;

async function text(script: string): Promise<string> {
  return (await bench.shell(script)).toString().trim();
}
async function write(data: Buffer, atMib = 16): Promise<void> {
  await bench.shell(`dd of=${device()} bs=1M seek=${atMib} conv=notrunc,fsync status=none`, data);
}
async function read(bytes: number, atMib = 16): Promise<Buffer> {
  return bench.shell(`dd if=${device()} bs=1M skip=${atMib} count=${bytes} iflag=count_bytes status=none`);
}
async function makePool(): Promise<void> {
  await bench.shell(`mkfs.btrfs -q ${device()}; mkdir -p ${pool()}; mount ${device()} ${pool()}`);
}
function refused(kind: NodeErrorKind, words: RegExp = /./) {
  return { kind, nodeMessage: expect.stringMatching(words) };
}

describe('one after the other', () => {
  test('made, opened, closed and shredded; every call twice', async () => {
    expect(await status()).toMatchObject({ state: 'absent' });
    expect(await create()).toMatchObject({ state: 'locked', keyStatus: 'absent', provider, sizeBytes });
    expect(await create()).toMatchObject({ state: 'locked' });
    const opened = await open();
    expect(opened).toMatchObject({
      state: 'open',
      device: device(),
      deviceBytes: sizeBytes,
      keyStatus: 'present',
    });
    expect(await open()).toEqual(opened);
    expect(await status()).toEqual(opened);
    expect(await listVaultFacts(bench.node)).toContainEqual(opened);
    expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent', device: null, mounts: [] });
    expect(await close()).toMatchObject({ state: 'locked' });
    expect(await text(`ls -l ${device()} 2>&1 || true`)).toMatch(/No such file/);
    const end = await shred();
    expect(end).toMatchObject({ state: 'absent', isVerified: true });
    expect(end.overwrittenBytes).toBeGreaterThan(0);
    expect(await shred()).toMatchObject({ state: 'absent', overwrittenBytes: 0 });
    expect(await text(`ls -A ${bench.root}/.locks`)).toBe('');
  });

  test('what was written is back byte for byte', async () => {
    await create();
    await open();
    const data = randomBytes(8 * mib);
    await write(data);
    await close();
    await open();
    expect((await read(data.length)).equals(data)).toBe(true);
    await shred();
  });

  test('a size or provider that is another than the first is refused, and changes nothing', async () => {
    await create();
    await expect(
      createOnNode(bench.node, { id, provider, sizeBytes: 2 * sizeBytes, key }),
    ).rejects.toMatchObject(refused('refused', /another provider or size/));
    expect(await status()).toMatchObject({ state: 'locked', sizeBytes });
    await shred();
  });

  test('of a vault that is not there, open and close say so', async () => {
    await expect(open()).rejects.toMatchObject(refused('absent'));
    await expect(close()).rejects.toMatchObject(refused('absent'));
    expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: false, reason: 'absent' });
  });
});

describe('keys', () => {
  test('a wrong key is refused precisely and changes nothing', async () => {
    await create();
    const fingerprint = `head -c 64M ${image()} | sha256sum; stat -c '%b %y' ${image()}`;
    const before = await text(fingerprint);
    const other = randomBytes(32);
    await expect(openOnNode(bench.node, { id, key: other })).rejects.toMatchObject(refused('wrong-key'));
    expect(await testKeyOnNode(bench.node, { id, key: other })).toMatchObject({
      opens: false,
      reason: 'wrong-key',
    });
    expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: true });
    expect(await status()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    expect(await text(fingerprint)).toBe(before);
    await expect(createOnNode(bench.node, { id, provider, sizeBytes, key: other })).rejects.toMatchObject(
      refused('wrong-key'),
    );
    await shred();
  });

  test('after shredding the old key opens nothing, not even with what was kept of the name', async ({
    skip,
  }) => {
    skip(group !== undefined, 'of a file alone a name can be kept');
    await create();
    await open();
    await write(randomBytes(mib));
    await bench.shell(`ln ${image()} ${bench.root}/kept-${id}`);
    await shred();
    expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: false, reason: 'absent' });
    await expect(open()).rejects.toMatchObject(refused('absent'));
    const left = await text(`stat -c %b ${bench.root}/kept-${id}; rm ${bench.root}/kept-${id}`);
    expect(left, 'blocks of the image that were not given back').toBe('0');
  });

  test('the key lies nowhere on the node', async () => {
    await create();
    await open();
    const forms = [key.toString('hex'), key.toString('base64')];
    for (const form of forms) {
      expect(await text(`grep -rlaF -e '${form}' ${bench.root}/${id}/vault.json || echo none`)).toBe('none');
    }
    const raw = key.toString('hex').replace(/../g, '\\x$&');
    const places = `${image()} ${bench.root}/${id}/vault.json`;
    expect(await text(`LC_ALL=C grep -laP '${raw}' ${places} || echo none`)).toBe('none');
    await shred();
  });

  test('what is saved of a vault for the backup holds no key', async () => {
    await create();
    const { header } = await saveHeaderOnNode(bench.node, { id });
    expect(header.length).toBeGreaterThan(100);
    expect(header.includes(key) || header.includes(key.toString('base64'))).toBe(false);
    expect(await status()).toMatchObject({ state: 'locked' });
    await shred();
  });
});

/** What a program in Python says that has the vault's encrypted file open. */
function nonceOf(path: string): Promise<string> {
  const program = `
import fcntl, os, sys
nonce = bytearray(16)
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8010661B, nonce)  # FS_IOC_GET_ENCRYPTION_NONCE
print(nonce.hex())`;
  return text(`python3 -c '${program}' ${path}`);
}

describe.runIf(provider === 'fscrypt')('what is saved of an encrypted folder', () => {
  const saved = async () => {
    const { header } = await saveHeaderOnNode(bench.node, { id });
    const facts = JSON.parse(header.toString());
    const part = (name: string) => Buffer.from(facts[name], 'base64');
    return { part, at: facts as { folderInodeAt: number; diskInodeAt: number } };
  };

  test('has the nonces that the kernel tells of the open vault, locked as well', async () => {
    await create();
    const locked = await saved();
    await open();
    const opened = await saved();
    for (const [name, file] of [
      ['folderNonce', 'vault'],
      ['diskNonce', 'vault/disk'],
    ] as const) {
      expect(locked.part(name)).toHaveLength(16);
      expect(locked.part(name).toString('hex')).toBe(await nonceOf(`${bench.root}/${id}/fs/${file}`));
      expect(opened.part(name)).toEqual(locked.part(name));
    }
    await shred();
  });

  test('brings back inodes that are lost', async () => {
    const data = randomBytes(mib);
    await create();
    await open();
    await write(data);
    await close();
    const { part, at } = await saved();
    const put = (offset: number, bytes: Buffer) =>
      bench.shell(`dd of=${image()} bs=1 seek=${offset} conv=notrunc status=none`, bytes);
    await put(at.folderInodeAt, Buffer.alloc(256));
    await put(at.diskInodeAt, Buffer.alloc(256));
    await put(0, Buffer.alloc(4096));
    await expect(open()).rejects.toMatchObject(refused('broken'));
    await put(at.folderInodeAt, part('folderInode'));
    await put(at.diskInodeAt, part('diskInode'));
    await put(0, part('superblock'));
    await open();
    expect((await read(data.length)).equals(data)).toBe(true);
    await shred();
  });
});

describe('at rest', () => {
  test('a known secret is in no image, copy or mount of a locked vault, and back with the key', async () => {
    const secret = `secret-${randomBytes(16).toString('hex')}`;
    await create();
    await open();
    await write(Buffer.from(secret.repeat(5000)));
    expect(await text(`grep -caF ${secret} ${device()}`), 'found while it is open').not.toBe('0');
    await close();
    await bench.shell(`cp --sparse=always ${image()} ${bench.root}/copy-${id}`);
    for (const file of [image(), `${bench.root}/copy-${id}`]) {
      expect(await text(`grep -caF ${secret} ${file} || true`)).toBe('0');
    }
    expect(await text(`ls -A ${bench.root}/${id}/fs 2>/dev/null || true`)).toBe('');
    await bench.shell(`rm ${bench.root}/copy-${id}`);
    await open();
    expect((await read(secret.length)).toString()).toBe(secret);
    await shred();
  });

  test.runIf(provider === 'fscrypt')(
    'who mounts the image sees ciphertext names and reads nothing',
    async () => {
      await create();
      const folder = `${bench.root}/look-${id}`;
      const mounted = `mkdir ${folder}; mount -o ro,loop ${image()} ${folder}`;
      const names = await text(
        `${mounted}; ls ${folder}/vault; cat ${folder}/vault/* 2>&1 || true; umount ${folder}; rmdir ${folder}`,
      );
      expect(names).toMatch(/Required key not available/);
      expect(names.split('\n')[0]).toMatch(/^[A-Za-z0-9_,+-]{30,}$/);
      expect(names.split('\n')).not.toContain('disk');
      await shred();
    },
  );
});

describe('in use', () => {
  test('closing is refused with what uses it, and the idle pool goes and comes back where it was', async () => {
    await create();
    await open();
    await makePool();
    await bench.shell(`echo kept > ${pool()}/file`);
    const pid = await text(`cd ${pool()}; sleep 60 >/dev/null 2>&1 & echo $!`);
    await expect(close()).rejects.toMatchObject({
      ...refused('busy', /sleep 60/),
      users: [{ pid: Number(pid), command: 'sleep 60' }],
    });
    await expect(shred()).rejects.toMatchObject(refused('busy'));
    expect(await status()).toMatchObject({ state: 'open', mounts: [{ path: pool(), fstype: 'btrfs' }] });
    await bench.shell(`kill ${pid}`);
    expect(await close()).toMatchObject({ state: 'locked' });
    expect(await text(`ls -A ${pool()}`)).toBe('');
    expect(await open()).toMatchObject({ mounts: [{ path: pool() }] });
    expect(await text(`cat ${pool()}/file`)).toBe('kept');
    await shred();
  });

  test('a mount that only calls itself after the device holds up nothing: root in any guest can make one', async () => {
    await create();
    const { device } = await open();
    await close();
    // As a guest's own mounts are: without a copy of the node's.
    const script = [
      'mount -t tmpfs none /tmp',
      `until [ -e ${device} ]; do sleep 0.05; done`,
      `for d in ${device} $(readlink -f ${device})`,
      'do mkdir -p /tmp/x$d; mount -t tmpfs $d /tmp/x$d; done',
      'exec sleep 60',
    ].join('; ');
    const pid = await text(`unshare -Urm sh -c '${script}' >/dev/null 2>&1 & echo $!; sleep 0.3`);
    onTestFinished(() => bench.shell(`kill ${pid}`).then(() => undefined));
    await open();
    await makePool();
    await bench.shell('sleep 0.5');
    expect(await text(`grep -c ' - tmpfs ${device} ' /proc/${pid}/mountinfo`)).toBe('1');
    expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    await shred();
  });

  test('a mount in another namespace counts; a mere copy of ours is taken away', async () => {
    await create();
    await open();
    await makePool();
    const elsewhere = `mkdir -p ${pool()}-2; mount --bind ${pool()} ${pool()}-2`;
    const inside = await text(
      `unshare -m sh -c '${elsewhere}; exec sleep 60' >/dev/null 2>&1 & echo $!; sleep 0.3`,
    );
    await expect(close()).rejects.toMatchObject(refused('busy'));
    expect(await status()).toMatchObject({ state: 'open', mounts: [{ path: pool() }] });
    await bench.shell(`kill ${inside}`);
    const copy = await text('unshare -m sleep 60 >/dev/null 2>&1 & echo $!; sleep 0.3');
    expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    await bench.shell(`kill ${copy}`);
    await shred();
  });
});

describe('growing', () => {
  test('an open vault grows under its file system, and never shrinks', async () => {
    await create();
    await expect(growOnNode(bench.node, { id, sizeBytes: 2 * sizeBytes, key })).rejects.toMatchObject(
      refused('refused', /open it first/),
    );
    await open();
    await makePool();
    await bench.shell(`echo kept > ${pool()}/file`);
    const grow = () => growOnNode(bench.node, { id, sizeBytes: 2 * sizeBytes, key });
    expect(await grow()).toMatchObject({ sizeBytes: 2 * sizeBytes, deviceBytes: 2 * sizeBytes });
    expect(await grow()).toMatchObject({ deviceBytes: 2 * sizeBytes });
    const total = Number(
      await text(`stat -f -c '%b * %S' ${pool()}`).then((product) => text(`echo $((${product}))`)),
    );
    expect(total).toBe(2 * sizeBytes);
    await expect(growOnNode(bench.node, { id, sizeBytes, key })).rejects.toMatchObject(
      refused('refused', /shrink/),
    );
    await close();
    expect(await open()).toMatchObject({ deviceBytes: 2 * sizeBytes });
    expect(await text(`cat ${pool()}/file`)).toBe('kept');
    await shred();
  });
});

describe('trouble', () => {
  test('a damaged beginning is reported, and harms no other vault', async () => {
    await create();
    const other = { id: randomUUID(), key: randomBytes(32) };
    await createOnNode(bench.node, { ...other, provider, sizeBytes });
    await bench.shell(`dd if=${image()} of=${bench.root}/head-${id} bs=4M count=1 status=none`);
    await bench.shell(`dd if=/dev/urandom of=${image()} bs=4M count=1 conv=notrunc status=none`);
    expect(await status()).toMatchObject({ state: 'broken', problem: expect.stringMatching(/damaged/) });
    await expect(open()).rejects.toMatchObject(refused('broken'));
    expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: false, reason: 'broken' });
    expect(await openOnNode(bench.node, other)).toMatchObject({ state: 'open' });
    await shredOnNode(bench.node, other);
    await bench.shell(
      `dd if=${bench.root}/head-${id} of=${image()} conv=notrunc status=none; rm ${bench.root}/head-${id}`,
    );
    expect(await open()).toMatchObject({ state: 'open' });
    await shred();
  });

  test('an image that is cut or gone is reported', async ({ skip }) => {
    skip(group !== undefined, 'a file alone can be cut');
    await create();
    await bench.shell(`truncate -s 64M ${image()}`);
    await expect(open()).rejects.toMatchObject(refused('broken', /too short/));
    expect(await status()).toMatchObject({ state: 'broken', problem: expect.stringMatching(/too short/) });
    await bench.shell(`rm ${image()}`);
    await expect(open()).rejects.toMatchObject(refused('broken', /gone/));
    expect(await shred()).toMatchObject({ state: 'absent' });
  });

  test.runIf(provider === 'fscrypt')('a folder that lost its policy is reported', async () => {
    await create();
    const folder = `${bench.root}/look-${id}`;
    await bench.shell(
      `mkdir ${folder}; mount -o loop ${image()} ${folder}; rm -r ${folder}/vault; mkdir ${folder}/vault; umount ${folder}; rmdir ${folder}`,
    );
    await expect(open()).rejects.toMatchObject(refused('broken', /policy/));
    expect(await status()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    await shred();
  });

  test.runIf(provider === 'fscrypt')(
    'errors of the file system are mended, and said, at the next opening',
    async () => {
      const data = randomBytes(mib);
      await create();
      await open();
      await write(data);
      await close();
      // As the kernel notes an error (s_state, EXT4_ERROR_FS), with a count of links that is wrong.
      const debug = (request: string) => bench.shell(`debugfs -w -R '${request}' ${image()}`);
      await debug('ssv state 2');
      await debug('sif lost+found links_count 9');
      const opened = await open();
      expect(opened).toMatchObject({
        state: 'open',
        mended: expect.stringMatching(/ref count is 9, should be 2.*fixed/i),
      });
      expect(opened.mended).not.toContain(bench.root);
      expect((await read(data.length)).equals(data)).toBe(true);
      await close();
      expect((await open()).mended).toBeUndefined();
      await shred();
    },
  );

  test.runIf(provider === 'fscrypt')(
    'errors that only a person can mend are reported, and nothing is changed',
    async () => {
      await create();
      await bench.shell(`debugfs -w -R 'ssv state 2' ${image()}; debugfs -w -R 'clri <2>' ${image()}`);
      await expect(open()).rejects.toMatchObject(refused('broken', /e2fsck does not mend by itself.*inode/i));
      await expect(open()).rejects.toMatchObject(refused('broken', /e2fsck/));
      expect(await status()).toMatchObject({ keyStatus: 'absent' });
      await shred();
    },
  );

  test('a vault for which there is no room is refused and leaves nothing', async () => {
    const wish = { id, provider, sizeBytes: 8 * 1024 ** 4, key };
    await expect(createOnNode(bench.node, wish)).rejects.toMatchObject(refused('full', /no room/));
    expect(await status()).toMatchObject({ state: 'absent' });
    expect(await text(`ls ${bench.root}`)).not.toContain(id);
  });

  test('one that cannot be read keeps no other off the list', async () => {
    onTestFinished(() => shred().then(() => undefined));
    await create();
    await bench.shell(`sed -i 's/"imageBytes": [0-9]*/"imageBytes": "x"/' ${bench.root}/${id}/vault.json`);
    const other = { id: randomUUID(), key: randomBytes(32) };
    onTestFinished(() => shredOnNode(bench.node, other).then(() => undefined));
    const made = await createOnNode(bench.node, { ...other, provider, sizeBytes });
    const seen = await listVaultFacts(bench.node);
    expect(seen).toContainEqual(made);
    expect(seen).toContainEqual(
      expect.objectContaining({ id, state: 'broken', problem: expect.stringMatching(/cannot be read/) }),
    );
  });

  test('a full vault says so to who writes, and closes and opens as ever', async () => {
    await create();
    await open();
    await makePool();
    expect(await text(`dd if=/dev/urandom of=${pool()}/big bs=1M 2>&1 || true`)).toMatch(/No space left/);
    await close();
    expect(await open()).toMatchObject({ state: 'open', mounts: [{ path: pool() }] });
    await shred();
  });
});

describe('shredding', () => {
  // Another name of the image keeps what is left of it to be looked at.
  const kept = () => `${bench.root}/kept-${id}`;
  const keep = async () => {
    if (group) return;
    await bench.shell(`ln ${image()} ${kept()}`);
    onTestFinished(() => bench.shell(`rm -f ${kept()}`).then(() => undefined));
  };
  const blocks = async () => (group ? '0' : text(`stat -c %b ${kept()}`));

  test('it says what was done, and tries the old key on what is left', async () => {
    await create();
    await open();
    await write(randomBytes(mib));
    await close();
    expect(await testKeyOnNode(bench.node, { id, key }), 'the same trial as below').toMatchObject({
      opens: true,
    });
    await keep();
    const end = await shredOnNode(bench.node, { id, key });
    expect(end).toEqual({
      ...{ id, state: 'absent', hadFile: true, isVerified: true, oldKeyOpens: false },
      // Of a volume the disk below must understand it.
      isDiscarded: group ? expect.any(Boolean) : true,
      slotsErased: provider === 'luks' ? true : null,
      overwrittenBytes: expect.any(Number),
      discardedBytes: expect.any(Number),
    });
    if (end.isDiscarded) expect(end.discardedBytes).toBeGreaterThan(mib);
    expect(await blocks()).toBe('0');
    expect(await shredOnNode(bench.node, { id, key })).toMatchObject({
      ...{ hadFile: false, slotsErased: null, overwrittenBytes: 0, oldKeyOpens: null, isDiscarded: null },
    });
  });

  test('files that somebody left in its folder go with it; what is a folder or mounted stays, and is said', async () => {
    const folder = `${bench.root}/${id}`;
    await create();
    await bench.shell(`touch ${folder}/.vault.json.swp; ln -s / ${folder}/link; mkdir ${folder}/theirs`);
    await bench.shell(`mount -t tmpfs none ${folder}/theirs; touch ${folder}/theirs/kept`);
    onTestFinished(() => bench.shell(`umount -q ${folder}/theirs || true`).then(() => undefined));
    await expect(shred()).rejects.toMatchObject(refused('busy', /mounted on .*theirs/));
    expect(await status(), 'nothing was destroyed').toMatchObject({ state: 'locked' });
    expect(await text(`ls ${folder}/theirs; umount ${folder}/theirs`)).toBe('kept');
    await expect(shred()).rejects.toMatchObject(refused('failed', /theirs/));
    await bench.shell(`rmdir ${folder}/theirs`);
    const end = await shred();
    expect(end, 'what the call before it did').toMatchObject({ hadFile: true, isVerified: true });
    expect(end.overwrittenBytes).toBeGreaterThan(0);
    expect(await text(`ls -A ${bench.root}`)).not.toContain(id);
  });

  test('without the key, or with another one, nothing is said of it', async () => {
    for (const other of [undefined, randomBytes(32)]) {
      await create();
      expect(await shredOnNode(bench.node, { id, key: other })).toMatchObject({
        isVerified: true,
        oldKeyOpens: null,
      });
    }
  });

  test('a file system that gives no blocks back: that is said', async () => {
    const root = `${bench.root}/ram-${id}`;
    await bench.shell(
      `mkdir -m 700 ${root}; mount -t ramfs -o mode=700 ramfs ${root}; mkdir -m 700 ${root}/${id}`,
    );
    onTestFinished(() => bench.shell(`umount ${root}; rmdir ${root}`).then(() => undefined));
    await bench.shell(`dd if=/dev/urandom of=${root}/${id}/image bs=1M count=2 status=none`);
    const end = await text(`${bench.helper} --root ${root} vault-shred ${id} </dev/null`);
    expect(JSON.parse(end)).toMatchObject({
      hadFile: true,
      isDiscarded: false,
      discardedBytes: 0,
      state: 'absent',
    });
    expect(await text(`ls ${root}`)).toBe('');
  });

  test('a large image whose vault.json is damaged: the beginning is overwritten, all of it is given back', async ({
    skip,
  }) => {
    skip(group !== undefined, 'of no group there is so much room');
    await create();
    const fill = (at: number, count: number) =>
      `dd if=/dev/urandom of=${image()} bs=1M count=${count} seek=${at} conv=notrunc status=none`;
    await bench.shell(
      `truncate -s 64G ${image()}; ${fill(8, 300)}; ${fill(50_000, 8)}; echo {} > ${bench.root}/${id}/vault.json`,
    );
    await keep();
    expect(await status()).toMatchObject({ state: 'broken', keyStatus: 'absent' });
    const end = await shredOnNode(bench.node, { id, key });
    expect(end).toMatchObject({ isVerified: true, oldKeyOpens: false, isDiscarded: true });
    expect(end.overwrittenBytes).toBeGreaterThan(90 * mib);
    expect(end.overwrittenBytes).toBeLessThan(120 * mib);
    expect(end.discardedBytes).toBeGreaterThan(300 * mib);
    expect(await blocks()).toBe('0');
  });

  test('a LUKS header: its slots are erased, and the old key is tried on it (no device is needed for that)', async () => {
    if ((await text('command -v cryptsetup || true')) === '') return;
    const folder = `${bench.root}/${id}`;
    const keyCheck = createHash('sha256').update(`berth vault key check\0${id}\0`).update(key).digest('hex');
    const facts = {
      id,
      provider: 'luks',
      sizeBytes,
      imageBytes: sizeBytes + 4 * mib,
      state: 'ready',
      keyCheck,
    };
    const make = async (json: object) => {
      await bench.shell(`mkdir -m 700 ${folder}; truncate -s ${facts.imageBytes} ${image()}`);
      const options =
        '--type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --key-file=- --keyfile-size 32';
      await bench.shell(`cryptsetup luksFormat -q ${options} --offset 8192 ${image()}`, key);
      await bench.shell(`cat > ${folder}/vault.json`, Buffer.from(JSON.stringify(json)));
    };
    await make(facts);
    expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: true });
    const { header } = await saveHeaderOnNode(bench.node, { id });
    expect(header.subarray(0, 4).toString()).toBe('LUKS');
    const erased = {
      hadFile: true,
      slotsErased: true,
      isVerified: true,
      oldKeyOpens: false,
      isDiscarded: true,
    };
    expect(await shredOnNode(bench.node, { id, key })).toMatchObject(erased);
    await make({});
    expect(await shredOnNode(bench.node, { id, key }), 'with vault.json lost').toMatchObject(erased);
    await make(facts);
    await bench.shell(`dd if=/dev/urandom of=${image()} bs=1M count=4 conv=notrunc status=none`);
    expect(await shredOnNode(bench.node, { id, key }), 'with its header lost').toMatchObject({
      ...erased,
      slotsErased: false,
    });
  });
});

describe('an open vault whose files are damaged or gone', () => {
  const folder = () => `${bench.root}/${id}`;
  const away = () => `${bench.root}/away-${id}`;
  const openAndUse = async () => {
    onTestFinished(() => shred().then(() => undefined));
    await create();
    await open();
    await makePool();
    await bench.shell(`dd if=/dev/urandom of=${pool()}/file bs=1M count=8 status=none`);
  };
  const expectNothingLeft = async () => {
    expect(await status()).toMatchObject({ keyStatus: 'absent' });
    const left = `losetup -a; cat /proc/mounts; ls -l /dev/berth /dev/mapper 2>/dev/null || true`;
    expect(await text(left)).not.toContain(id);
    expect(await text(`cat /sys/block/loop*/loop/backing_file | grep -F ${id} || true`)).toBe('');
  };

  test.for([
    ['the image is removed', () => `rm ${image()}`, 'broken', /gone/],
    ['the image is moved away', () => `mv ${image()} ${away()}`, 'broken', /gone/],
    ['the image is cut', () => `truncate -s 64M ${image()}`, 'broken', /too short/],
    [
      'the image is another file',
      () => `truncate -s 8G ${away()}; mv ${away()} ${image()}`,
      'broken',
      /damaged/,
    ],
    ['vault.json is removed', () => `rm ${folder()}/vault.json`, 'broken', /vault.json.*gone/],
    ['vault.json is garbage', () => `head -c 100 /dev/urandom > ${folder()}/vault.json`, 'broken', /damaged/],
    ['vault.json is cut', () => `truncate -s 20 ${folder()}/vault.json`, 'broken', /damaged/],
    [
      "vault.json is another vault's",
      () => `sed -i s/${id}/${randomUUID()}/ ${folder()}/vault.json`,
      'broken',
      /not this/,
    ],
    ['the folder is moved away', () => `mv ${folder()} ${away()}`, 'absent', /gone/],
    [
      'the folder is removed',
      () =>
        `rm -rf ${folder()} 2>/dev/null || true; unshare -m sh -c "umount ${folder()}/fs; rm -r ${folder()}"`,
      'absent',
      /gone/,
    ],
  ] as const)(
    '%s: it says so, is locked all the same, and no other vault is touched',
    async ([name, damage, end, words], { skip }) => {
      skip(group !== undefined && /image|folder/.test(name), 'files alone are moved or cut like that');
      const other = { id: randomUUID(), key: randomBytes(32) };
      await createOnNode(bench.node, { ...other, provider, sizeBytes });
      await openAndUse();
      const neighbour = await openOnNode(bench.node, other);
      onTestFinished(() => bench.shell(`rm -rf ${away()}`).then(() => undefined));
      await bench.shell(damage());

      const seen = await status();
      expect(seen).toMatchObject({
        problem: expect.stringMatching(words),
        keyStatus: expect.not.stringMatching('absent'),
      });
      expect(seen.mounts).toEqual([{ path: pool(), fstype: 'btrfs' }]);
      // Nothing is made anew in its place.
      await create().catch(() => undefined);
      const { state, problem, keyStatus, mounts } = seen;
      expect(await status()).toMatchObject({ state, problem, keyStatus, mounts });
      expect(await close()).toMatchObject({ state: end, keyStatus: 'absent' });
      await expectNothingLeft();
      const untouched = { ...neighbour, usedBytes: expect.any(Number) };
      expect(await getVaultFacts(bench.node, other)).toEqual(untouched);

      expect(await shred()).toMatchObject({ state: 'absent' });
      await shredOnNode(bench.node, other);
    },
  );

  test.runIf(provider === 'fscrypt')('a name of its key that is none is not believed', async () => {
    await openAndUse();
    await bench.shell(`sed -i 's/"keyIdentifier": "../"keyIdentifier": "zz/' ${folder()}/vault.json`);
    expect(await listVaultFacts(bench.node)).toContainEqual(
      expect.objectContaining({
        id,
        state: 'open',
        keyStatus: 'present',
        problem: expect.stringMatching(/damaged/),
      }),
    );
    expect(await close()).toMatchObject({ state: 'broken', keyStatus: 'absent' });
    await expectNothingLeft();
  });

  test('it is listed also when its folder is gone', async () => {
    await openAndUse();
    const before = provider === 'fscrypt' ? `umount ${folder()}/fs; ` : '';
    await bench.shell(`unshare -m sh -c "${before}rm -r ${folder()}"`);
    const seen = await status();
    // Nothing that is left says which key its file system has, and that is alive; of LUKS the mapping is known by its name.
    const known = provider === 'fscrypt' ? ['broken', 'unknown'] : ['open', 'present'];
    expect([seen.state, seen.keyStatus]).toEqual(known);
    expect(seen.problem).toMatch(group ? /vault.json of the vault is gone/ : /the vault's folder is gone/);
    expect(await listVaultFacts(bench.node)).toContainEqual(seen);
  });

  test.for([
    ['vault.json', 'vault.json', '', /cannot be read: Is a directory/],
    ['its image', 'image', '', /too short/],
    // As in a vault of a former helper, which did not note how long its image is.
    ['its image, where that is read', 'image', `s/"imageBytes": [0-9]*, //`, /Is a directory/],
  ] as const)(
    'where %s cannot be read its key leaves the kernel all the same, and nothing counts as shredded',
    async ([, name, change, words], { skip }) => {
      skip(group !== undefined && name === 'image', 'a file alone is moved like that');
      await openAndUse();
      const path = `${folder()}/${name}`;
      onTestFinished(() => bench.shell(`rmdir ${path} 2>&1 || true; rm -f ${away()}`).then(() => undefined));
      await bench.shell(`sed -i '${change}' ${folder()}/vault.json; mv ${path} ${away()}; mkdir ${path}`);

      expect(await status()).toMatchObject({ state: 'open', problem: expect.stringMatching(words) });
      expect(await close()).toMatchObject({ state: 'broken', keyStatus: 'absent' });
      await expectNothingLeft();
      await expect(shred()).rejects.toMatchObject(refused('failed', /Is a directory/));
      await bench.shell(`rmdir ${path}; mv ${away()} ${path}`);
      expect(await shred()).toMatchObject({ state: 'absent' });
    },
  );

  test('what uses it is said, and nothing is taken away', async () => {
    await openAndUse();
    const pid = await text(`cd ${pool()}; sleep 60 >/dev/null 2>&1 & echo $!`);
    await bench.shell(`rm ${folder()}/vault.json ${image()}`);
    await expect(close()).rejects.toMatchObject({ ...refused('busy'), users: [{ pid: Number(pid) }] });
    expect(await status()).toMatchObject({ state: 'open', keyStatus: 'present', mounts: [{ path: pool() }] });
    await bench.shell(`kill ${pid}`);
    expect(await close()).toMatchObject({ state: 'absent' });
    await expectNothingLeft();
  });

  test.runIf(provider === 'fscrypt')("the number of its device may be another's by now", async () => {
    await create();
    const before = await text(`readlink ${(await open()).device}`);
    await bench.shell(`losetup -d ${before}; truncate -s 8M ${away()}; losetup ${before} ${away()}`);
    onTestFinished(() => bench.shell(`losetup -d ${before}; rm ${away()}`).then(() => undefined));
    expect(await status()).toMatchObject({ state: 'partial' });
    expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    expect(await text(`losetup -n -O BACK-FILE ${before}`)).toBe(away());
    await shred();
  });

  /** Names the loop devices of the vault anew, as nobody but root can. */
  const rename = (name: string) => {
    const program = `
import fcntl, struct, sys
for path in sys.argv[2:]:
    with open(path, "r+b") as loop:
        info = bytearray(232)
        fcntl.ioctl(loop, 0x4C05, info)
        struct.pack_into("64s", info, 56, sys.argv[1].encode())
        fcntl.ioctl(loop, 0x4C04, info)`;
    return text(
      `python3 -c '${program}' ${name} $(losetup -n -l -O NAME,BACK-FILE | grep -F ${id} | cut -d' ' -f1)`,
    );
  };

  test.runIf(provider === 'fscrypt')(
    'one that was opened by a helper that gave no names is closed too',
    async () => {
      await openAndUse();
      await rename('image');
      expect(await status()).toMatchObject({ state: 'open', problem: null });
      await bench.shell(`rm ${image()} ${folder()}/vault.json`);
      expect(await close()).toMatchObject({ state: 'absent', keyStatus: 'absent' });
      await expectNothingLeft();
    },
  );

  test.runIf(provider === 'fscrypt')('what only calls itself a part of it is never used as one', async () => {
    onTestFinished(() => shred().then(() => undefined));
    await create();
    const impostor = async (part: string) => {
      await bench.shell(`truncate -s 64M ${away()}; losetup -f ${away()}`);
      await rename(`berth-vault-${id}-${part}`);
    };
    const detach = `losetup -j ${away()} -O NAME -n | xargs -r losetup -d; rm -f ${away()}`;
    onTestFinished(() => bench.shell(detach).then(() => undefined));

    await impostor('disk');
    await expect(open()).rejects.toMatchObject(refused('broken', /close it first/));
    expect(await status()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    await impostor('image');
    const { device } = await open();
    expect(await text(`losetup -n -O BACK-FILE $(readlink ${device})`)).toBe(`${folder()}/fs/vault/disk`);
    expect(await text(`losetup -j ${away()}`), 'taken off, and nothing else done with it').toBe('');
  });

  test('a pool that cannot be mounted leaves nothing open', async () => {
    await openAndUse();
    await close();
    await open();
    await bench.shell(`umount ${pool()}; wipefs -qa ${device()}`);
    await close();
    await expect(open()).rejects.toMatchObject(refused('broken', /pool cannot be mounted/));
    expect(await status()).toMatchObject({ state: 'locked' });
    await expectNothingLeft();
  });
});

describe('cut and at once', () => {
  // The helper alone is killed: what it had started goes on, as after a real kill.
  const kill = (seconds: number, ...words: (string | number)[]) =>
    bench.shell(
      `timeout --foreground -s KILL ${seconds} ${bench.helper} --root ${bench.root} ${words.join(' ')} >/dev/null 2>&1 || true`,
      key,
    );
  const moments = [0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3];

  test('a helper killed while it creates: the next one comes to the same end', async () => {
    for (const seconds of moments) {
      id = randomUUID();
      await kill(seconds, 'vault-create', id, provider, sizeBytes);
      expect(['absent', 'creating', 'locked']).toContain((await status()).state);
      expect(await create()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
      expect(await open()).toMatchObject({ state: 'open', deviceBytes: sizeBytes });
      await shred();
    }
  });

  test('a helper killed while it opens or closes: the next one comes to the same end, and nothing is lost', async () => {
    const data = randomBytes(mib);
    await create();
    await open();
    await write(data);
    await close();
    for (const seconds of moments) {
      await kill(seconds, 'vault-test-key', id);
      await kill(seconds, 'vault-open', id);
      expect(['locked', 'partial', 'open']).toContain((await status()).state);
      expect(await open()).toMatchObject({ state: 'open' });
      await kill(seconds, 'vault-close', id);
      expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
      await kill(seconds, 'vault-open', id);
      expect(await close()).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    }
    await open();
    expect((await read(data.length)).equals(data)).toBe(true);
    await shred();
    expect(await text(`losetup -a | grep -F ${id} || echo none`)).toBe('none');
  });

  test('a helper killed while it shreds: the vault is as it was or gone', async () => {
    for (const seconds of moments.slice(0, 6)) {
      id = randomUUID();
      await create();
      await kill(seconds, 'vault-shred', id);
      expect(['locked', 'shredding', 'absent']).toContain((await status()).state);
      expect(await shred()).toMatchObject({ state: 'absent' });
      expect(await testKeyOnNode(bench.node, { id, key })).toMatchObject({ opens: false });
    }
  });

  test('room is promised to one call at a time', async () => {
    const { freeBytes, promisedBytes } = await probeNode(bench.node);
    const most = Math.floor(((freeBytes - promisedBytes) * 0.6) / mib) * mib;
    const ids = Array.from({ length: 4 }, () => randomUUID());
    onTestFinished(async () => {
      for (const each of ids) await shredOnNode(bench.node, { id: each });
    });
    const made = await Promise.allSettled(
      ids.map((each) => createOnNode(bench.node, { id: each, provider, sizeBytes: most, key })),
    );
    const kinds = made.map((end) => (end.status === 'fulfilled' ? 'made' : end.reason.kind));
    expect(kinds.toSorted()).toEqual(['full', 'full', 'full', 'made']);
    expect((await probeNode(bench.node)).promisedBytes).toBeGreaterThan(most * 0.9);
  });

  test('two calls at once never meet in the middle', async () => {
    const made = await Promise.all([create(), create(), create()]);
    expect(made.map(({ state }) => state)).toEqual(['locked', 'locked', 'locked']);
    const opened = await Promise.all([open(), open(), open()]);
    expect(new Set(opened.map(({ state }) => state))).toEqual(new Set(['open']));
    for (let round = 0; round < 3; round++) {
      const ends = await Promise.all([open(), close(), open(), close()]);
      expect(ends.map(({ state }) => state)).toEqual(['open', 'locked', 'open', 'locked']);
      expect(['open', 'locked']).toContain((await status()).state);
    }
    await Promise.all([shred(), shred()]);
    expect(await status()).toMatchObject({ state: 'absent' });
  });
});
