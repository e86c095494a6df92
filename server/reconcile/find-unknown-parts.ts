import type { NetworkAcl } from '#server/incus/network-acls.ts';
import type { Network } from '#server/incus/networks.ts';
import type { Project } from '#server/incus/projects.ts';
import { bridgeName, projectName } from '#server/networks/network-names.ts';
import type { TenantRow } from './read-rows.ts';

/** A project, network or list of rules with a name or mark of ours that belongs to no tenant that we have. */
export type UnknownPart = {
  thing: 'project' | 'network' | 'acl';
  name: string;
  usedBy: string[];
  mark: string;
};
type Tenants = readonly Pick<TenantRow, 'id' | 'slug'>[];
type Thing = {
  name: string;
  description: string;
  config: Readonly<Record<string, string>>;
  used_by: string[];
};

const markForm = /^Berth tenant ([0-9a-f-]{36})$/;
const bridgeForm = /^bt-[0-9a-f]{10}$/;

export function findUnknownProjects(tenants: Tenants, projects: readonly Project[]): UnknownPart[] {
  const known = new Set(tenants.map(({ slug }) => projectName(slug)));
  const isOurs = (name: string) => name.startsWith(projectName(''));
  return unknownOf('project', projects, known, isOurs);
}

export function findUnknownNetworks(tenants: Tenants, networks: readonly Network[]): UnknownPart[] {
  const managed = networks.filter((network) => network.managed);
  return unknownOf('network', managed, bridgesOf(tenants), (name) => bridgeForm.test(name));
}

export function findUnknownAcls(tenants: Tenants, acls: readonly NetworkAcl[]): UnknownPart[] {
  return unknownOf('acl', acls, bridgesOf(tenants), (name) => bridgeForm.test(name));
}

function bridgesOf(tenants: Tenants): Set<string> {
  return new Set(tenants.map(({ id }) => bridgeName(id)));
}

function unknownOf(
  thing: UnknownPart['thing'],
  things: readonly Thing[],
  known: ReadonlySet<string>,
  hasName: (name: string) => boolean,
): UnknownPart[] {
  return things
    .filter((found) => !known.has(found.name) && (hasName(found.name) || markOf(found) !== ''))
    .map((found) => ({
      ...{ thing, name: found.name, mark: markOf(found) },
      // A project has a default profile that goes with it, a list of rules the network that it is on.
      usedBy: found.used_by.filter((url) => !url.startsWith('/1.0/profiles/default?')),
    }));
}

/** The id of the tenant that it was made for. */
function markOf({ description, config }: Thing): string {
  return config['user.berth.tenant'] ?? markForm.exec(description)?.[1] ?? '';
}
