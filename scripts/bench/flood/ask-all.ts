import type { PanelClient } from '../provision/panel-client.ts';
import type { FloodGround } from './make-tenants.ts';

const gib = 1024 ** 3;
export const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: gib };

/** Every creation at once, the tenants in turn. Gives the ids of the jobs. */
export async function askAll(panel: PanelClient, ground: FloodGround, count: number): Promise<string[]> {
  const { floods, imageId } = ground;
  const asked = Array.from({ length: count }, async (_, n) => {
    const tenant = floods[n % floods.length]?.slug;
    const input = { tenant, name: `flood-${n}`, imageId, ...size };
    return (await panel.call<{ jobId: string }>('POST', '/instances', input)).jobId;
  });
  return Promise.all(asked);
}
