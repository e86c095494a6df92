import type { World } from './make-world.ts';

/** The victim's id for a parameter, told by the folder before it: `/admin/plans/[id]`, `/instances/{id}/start`. */
export function fillPath(
  { ids, victim }: Pick<World, 'ids' | 'victim'>,
  path: string,
  tenant = victim.slug,
): string {
  const known: Record<string, string> = {
    instances: ids.instance,
    terminal: ids.instance,
    screen: ids.instance,
    isos: ids.iso,
    tenants: ids.tenant,
    plans: ids.plan,
    'plan-sets': ids.planSet,
    images: ids.image,
    nodes: ids.node,
    jobs: ids.job,
    findings: ids.finding,
    'ssh-keys': ids.sshKey,
    registries: ids.registry,
    uploads: ids.upload,
    vaults: ids.vault,
    receipts: ids.vault,
    tokens: ids.token,
    invite: 'no-such-invitation',
  };
  return path
    .replace('[tenant]', tenant)
    .replace(/[[{]number[\]}]/, '1')
    .replace(/([a-z-]+)\/[[{](?:id|token)[\]}]/, (_all, noun: string) => {
      const id = known[noun];
      if (id === undefined) throw new Error(`${path}: tell the walk which id "${noun}" takes`);
      return `${noun}/${id}`;
    });
}
