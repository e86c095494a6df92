import type { Engine } from '../incus/engine.ts';
import { execInInstance } from '../incus/exec-in-instance.ts';
import { fetchImage } from '../shells/fetch-image.ts';
import { readStatus } from '../shells/read-status.ts';
import { readWorkloadLogs } from '../shells/read-workload-logs.ts';
import { runDeployment } from '../shells/run-deployment.ts';
import type { FetchAnswer, FetchInput, RunInput } from '../shells/schema.ts';
import type { OciImage } from './build-oci-images.ts';
import { makeEnginePlace } from './make-engine-place.ts';
import { makeShell } from './make-shell.ts';
import { startRegistry } from './start-registry.ts';

export type ShellWorld = Awaited<ReturnType<typeof openShellWorld>>;

/** A shell, a registry beside it and short words for what tests ask of them. `close` takes all of it away. */
export async function openShellWorld(engine: Engine) {
  const place = await makeEnginePlace(engine);
  try {
    const registry = await startRegistry(engine, place);
    const shell = await makeShell(engine, place);
    const verbs = verbsOf(engine, shell, registry);
    return { engine, place, registry, shell, ...verbs, close: place.remove };
  } catch (error) {
    await place.remove();
    throw error;
  }
}

type Shell = Awaited<ReturnType<typeof makeShell>>;
type TestRegistry = Awaited<ReturnType<typeof startRegistry>>;

function verbsOf(engine: Engine, shell: Shell, registry: TestRegistry) {
  const { caPem, username, password } = registry;

  /** Until it has ended, with all lines of its log. */
  async function fetch(
    number: number,
    reference: string,
    wish: Partial<FetchInput> = {},
  ): Promise<FetchAnswer> {
    const lines: FetchAnswer['log']['lines'] = [];
    for (let after = 0; ; ) {
      const auth = { username, password };
      const input = { number, reference, auth, caPem, after, waitSeconds: 10, ...wish };
      const answer = await fetchImage(engine, shell, input);
      lines.push(...answer.log.lines);
      after = answer.log.position;
      if (answer.state !== 'fetching') return { ...answer, log: { position: after, lines } };
    }
  }

  /** Pushes, fetches and runs an image of the tests. */
  async function deploy(number: number, image: OciImage, wish: Partial<RunInput> = {}) {
    const { reference } = await registry.push(image);
    const { digest, error } = await fetch(number, reference);
    if (!digest) throw new Error(`${image} was not fetched: ${error?.message}`);
    return runDeployment(engine, shell, { number, digest, runtime: 'crun', ...wish });
  }

  async function inShell(...command: string[]): Promise<string> {
    const { stdout, stderr } = await execInInstance(engine, { ...shell, command });
    return `${stdout}${stderr}`;
  }

  async function ask(path = '/'): Promise<string> {
    const url = `http://${shell.address}:8080${path}`;
    const answer = await globalThis.fetch(url, { signal: AbortSignal.timeout(5000) });
    return answer.text();
  }

  const status = () => readStatus(engine, shell);
  const texts = async (number: number) =>
    (await readWorkloadLogs(engine, shell, { number })).lines.map(({ text }) => text);
  return { fetch, deploy, inShell, ask, status, texts };
}
