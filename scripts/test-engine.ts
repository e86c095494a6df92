import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { instanceKinds } from '#server/instances/kinds/schema.ts';

const usage = `npm run test:engine -- --kind vm [--image ALIAS] [--settings JSON] [--vcpus 1] [--memory GIB] [--disk GIB]

Takes one instance of a kind through its whole life on an engine, and prints what passed, failed and was skipped.
Kinds: ${instanceKinds.join(', ')}. --image is the engine's alias of an image; --settings is what the API takes under
"settings". The engine is this machine's, or BERTH_INCUS_URL with BERTH_INCUS_CERT, BERTH_INCUS_KEY and
BERTH_INCUS_SERVER_CERT or BERTH_INCUS_FINGERPRINT; BERTH_POOL names its storage pool. The database is the one of this installation, or DATABASE_URL:
a database of its own is made in it and dropped.
`;

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    image: { type: 'string' },
    settings: { type: 'string' },
    vcpus: { type: 'string' },
    memory: { type: 'string' },
    disk: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const wish = readWish();
if (values.help) {
  process.stdout.write(usage);
} else if (!wish) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const file = 'server/testing/kind-life/kind-life.engine.test.ts';
  const env = { ...process.env, BERTH_TEST_LIFE: JSON.stringify(wish) };
  const reporter = ['--reporter', 'dot'];
  const command = ['vitest', 'run', '--project', 'engine', ...reporter, file];
  const ended = spawnSync('npx', command, { env, stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}

function readWish() {
  const { kind, image, settings, vcpus, memory, disk } = values;
  if (!instanceKinds.some((known) => known === kind)) return undefined;
  const gib = (text: string) => Math.round(Number(text) * 1024 ** 3);
  try {
    return {
      kind,
      image,
      ...(settings !== undefined && { settings: JSON.parse(settings) as unknown }),
      ...(vcpus !== undefined && { vcpus: Number(vcpus) }),
      ...(memory !== undefined && { memoryBytes: gib(memory) }),
      ...(disk !== undefined && { diskBytes: gib(disk) }),
    };
  } catch {
    return undefined;
  }
}
