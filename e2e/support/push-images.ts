import { projectName } from '#server/networks/network-names.ts';
import type { OciImage } from '#server/testing/build-oci-images.ts';
import { startRegistry } from '#server/testing/start-registry.ts';
import { testEngine } from '#server/testing/test-engine.ts';
import type { Account } from './account.ts';
import { behindOurBack } from './behind-our-back.ts';
import type { Panel } from './panel.ts';

/**
 * A registry in the account's own network with these images of the tests, and its login where the panel keeps them.
 * Gives their references, and takes the registry away.
 */
export async function pushImages<I extends OciImage>(panel: Panel, account: Account, images: readonly I[]) {
  const engine = testEngine();
  try {
    const network = await panel.db.network.findUniqueOrThrow({ where: { tenantId: account.id } });
    const registry = await startRegistry(engine, { project: projectName(account.slug), network });
    const { host, username, password, caPem, instance } = registry;
    const login = { tenant: account.slug, host, username, password, caPem };
    await panel.call('POST', '/api/v1/registries', login);
    const pushed = new Map<I, string>();
    for (const image of images) pushed.set(image, (await registry.push(image)).reference);
    return {
      reference: (image: I) => pushed.get(image) ?? '',
      async clean() {
        const hand = behindOurBack();
        await hand.removeInstance(instance);
        await hand.close();
      },
    };
  } finally {
    await engine.close();
  }
}
