import type { Checker } from './difference.ts';
import { engineInstanceFacts } from './engine-instance-facts.ts';
import { engineInstanceKey, findUnknownInstances } from './find-unknown-instances.ts';

/** Instances in our tenants' projects that we do not know: an admin adopts or removes them. */
export const checkUnknownInstances: Checker = {
  name: 'unknown-instances',
  kinds: ['unknown-instance', 'instance-doubled'],
  async check(picture) {
    const { unknown, unjudged } = findUnknownInstances(picture, await picture.onEngine.instances());
    return {
      unjudged: [...unjudged, ...[...picture.busy].filter((key) => key.startsWith('engine-instance:'))],
      differences: unknown
        .filter(({ instance }) => !picture.busy.has(engineInstanceKey(instance)))
        .map(({ instance, tenant, kind }) => ({
          kind,
          subjectKey: engineInstanceKey(instance),
          subject: instance.name,
          tenantId: tenant.id,
          details: { facts: engineInstanceFacts(instance) },
          graceFrom: instance.createdAt ?? 'first-sight',
        })),
    };
  },
};
