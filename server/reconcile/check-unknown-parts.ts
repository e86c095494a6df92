import type { Checker, Difference } from './difference.ts';
import {
  findUnknownAcls,
  findUnknownNetworks,
  findUnknownProjects,
  type UnknownPart,
} from './find-unknown-parts.ts';
import type { Picture } from './read-picture.ts';

export const checkUnknownProjects: Checker = {
  name: 'unknown-projects',
  kinds: ['unknown-project'],
  check: async (picture) =>
    judge(picture, findUnknownProjects(picture.tenants, await picture.onEngine.projects())),
};

export const checkUnknownNetworks: Checker = {
  name: 'unknown-networks',
  kinds: ['unknown-network'],
  check: async (picture) =>
    judge(picture, findUnknownNetworks(picture.tenants, await picture.onEngine.networks())),
};

export const checkUnknownAcls: Checker = {
  name: 'unknown-acls',
  kinds: ['unknown-acl'],
  check: async (picture) => judge(picture, findUnknownAcls(picture.tenants, await picture.onEngine.acls())),
};

export function engineThingKey({ thing, name }: Pick<UnknownPart, 'thing' | 'name'>): string {
  return `engine-${thing}:${name}`;
}

function judge({ busy }: Picture, unknown: readonly UnknownPart[]) {
  const idle = unknown.filter((part) => !busy.has(engineThingKey(part)));
  return {
    unjudged: unknown.map(engineThingKey).filter((key) => busy.has(key)),
    differences: idle.map(
      (part): Difference => ({
        kind: `unknown-${part.thing}`,
        subjectKey: engineThingKey(part),
        subject: part.name,
        tenantId: null,
        details: {
          facts: { ...(part.mark && { formerTenant: part.mark }), usedBy: part.usedBy.length },
        },
        graceFrom: 'first-sight',
      }),
    ),
  };
}
