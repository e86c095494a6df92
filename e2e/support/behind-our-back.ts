import { connectEngine } from '#server/incus/connect-engine.ts';
import { isStopped } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { createInstance, deleteInstance, getInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';

type Ref = { project: string; name: string };

/** What somebody does on the engine by hand, while the panel does not look. */
export function behindOurBack() {
  const engine = connectEngine({
    url: process.env.BERTH_INCUS_URL ?? 'unix:///var/lib/incus/unix.socket',
    certFile: process.env.BERTH_INCUS_CERT,
    keyFile: process.env.BERTH_INCUS_KEY,
    serverCertFile: process.env.BERTH_INCUS_SERVER_CERT,
  });
  return {
    async makeInstance(ref: Ref, { alias, pool, network }: { alias: string; pool: string; network: string }) {
      const operation = await createInstance(engine, {
        ...{ ...ref, type: 'container', start: false },
        source: { alias },
        config: { 'limits.cpu': '1', 'limits.memory': '256MiB' },
        devices: {
          root: { type: 'disk', path: '/', pool, size: '2GiB' },
          eth0: { type: 'nic', name: 'eth0', network },
        },
      });
      await finishOperation(engine, operation);
    },
    async removeInstance(ref: Ref) {
      if (!isStopped(await getInstance(engine, ref))) {
        const change = { ...ref, action: 'stop', force: true } as const;
        await finishOperation(engine, await setInstanceState(engine, change));
      }
      await finishOperation(engine, await deleteInstance(engine, ref));
    },
    close: () => engine.close(),
  };
}
