import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inHelper } from '#server/testing/in-helper.ts';

// Vaults on logical volumes need device-mapper, which npm run test:vaults -- --provider luks has on such a node.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-test-volumes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const id = '00000000-0000-4000-8000-000000000001';
const isRoot = process.getuid?.() === 0;

/** What the helper makes of a node.json and, for one vault, of its vault.json. */
async function read(config: object, vault: object = {}): Promise<unknown> {
  const file = join(folder, 'node.json');
  await writeFile(file, JSON.stringify({ vaultRoot: folder, ...config }), { mode: 0o600 });
  const facts = { id, provider: 'luks', sizeBytes: 2 ** 28, state: 'ready', keyCheck: '', ...vault };
  return JSON.parse(
    await inHelper(`
helper.CONFIG_FILE = ${JSON.stringify(file)}
facts = json.loads(${JSON.stringify(JSON.stringify(facts))})
try:
    place = helper.open_place(None)
    os.makedirs(f"{place.root}/{facts['id']}", exist_ok=True)
    helper.write_whole(f"{place.root}/{facts['id']}/vault.json", json.dumps(facts))
    print(json.dumps({"group": place.volume_group, "image": helper.Vault(place, facts["id"], None).image}))
except helper.Refusal as refusal:
    print(json.dumps(str(refusal)))
`),
  );
}

describe.runIf(isRoot)('where a vault lies', () => {
  const image = () => `${folder}/${id}/image`;
  const volume = `vg0/berth-vault-${id}`;

  test('in a file, unless its vault.json names its own volume', async () => {
    expect(await read({})).toEqual({ group: null, image: image() });
    // One that was made before node.json named a group stays where it is; so does one of a former group.
    expect(await read({ volumeGroup: 'vg0' })).toEqual({ group: 'vg0', image: image() });
    expect(await read({ volumeGroup: 'vg0' }, { volume })).toEqual({ group: 'vg0', image: `/dev/${volume}` });
    expect(await read({ volumeGroup: 'vg1' }, { volume })).toEqual({ group: 'vg1', image: `/dev/${volume}` });
    expect(await read({}, { volume })).toEqual({ group: null, image: `/dev/${volume}` });
  });

  test.each([
    'vg0/root',
    `vg0/berth-vault-${id.replace('1', '2')}`,
    `../berth-vault-${id}`,
    `vg0/../sda`,
    `-y/berth-vault-${id}`,
    `a/b/berth-vault-${id}`,
    '',
    7,
    [volume],
  ])('another volume is none of its own: %j', async (other) => {
    expect(await read({ volumeGroup: 'vg0' }, { volume: other })).toBe("vault.json is not this vault's");
  });

  test.each([
    '',
    '-y',
    '--yes',
    '.',
    '..',
    '../vg0',
    'a/b',
    'vg 0',
    'vg0;id',
    'vg0\n',
    'é',
    7,
    true,
    ['vg0'],
  ])('no name of a group: %j', async (volumeGroup) => {
    expect(await read({ volumeGroup })).toMatch(/is no name of a volume group$/);
  });
});

test('one that the kernel has is listed, though its folder is gone', async () => {
  const other = id.replace('1', '2');
  const mapper = join(folder, 'mapper');
  await mkdir(mapper);
  for (const name of ['control', `berth-vault-${other}`, `vg0-berth--vault--${id}`]) {
    await writeFile(join(mapper, name), '');
  }
  const ids = await inHelper(`
helper.MAPPER_FOLDER = ${JSON.stringify(mapper)}
print(helper.Place(${JSON.stringify(mapper)}, False, "berth-test-none").ids())
`);
  expect(ids).toBe(`['${other}']`);
});

describe.runIf(isRoot)('destroying one', () => {
  test('whose group is not there: refused, and its vault.json stays', async () => {
    const volume = `berth-test-none/berth-vault-${id}`;
    await read({}, { volume });
    const file = `${folder}/${id}/vault.json`;
    for (const damage of ['', '{}']) {
      if (damage) await writeFile(file, damage);
      const before = await readFile(file, 'utf8');
      const said = await inHelper(`
place = helper.Place(${JSON.stringify(folder)}, False, "berth-test-none")
try:
    print(helper.vault_shred(place, ${JSON.stringify(id)}, None))
except (helper.Refusal, OSError) as error:
    print(helper.describe(error))
`);
      // Without lvm2 nobody can say it either.
      expect(said).toMatch(/not known to be gone.*berth-test-none|No such file or directory: lvchange/s);
      expect(await readFile(file, 'utf8')).toBe(before);
    }
  });
});

test('a group that is not there is said, and so are the programs', async () => {
  const why = await inHelper('print(helper.Volume.refusal("berth-test-none"))');
  expect(why).toMatch(/there is no volume group berth-test-none|not installed \(package lvm2\)/);
});
