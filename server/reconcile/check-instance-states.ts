import type { Instance } from '#server/incus/instance.ts';
import { nodeFinder } from '#server/instances/node-ids.ts';
import { observedState } from '#server/instances/observed-state.ts';
import { reconcileInstances } from '#server/instances/reconcile-instances.ts';
import type { Checker, Difference, MendTools } from './difference.ts';
import { instanceKey, type Matched, matchRows } from './match-rows.ts';
import type { Picture } from './read-picture.ts';
import type { Change, Outcome } from './schema.ts';

/** Rows whose state, name or node is not what the engine shows: they take over what is there. */
export const checkInstanceStates: Checker = {
  name: 'instance-states',
  kinds: ['instance-changed', 'instance-renamed'],
  async check(picture) {
    const { matched, unjudged } = await matchRows(picture);
    const nodeIdOf = nodeFinder(picture.nodes);
    const differences = matched.flatMap((match): Difference[] => {
      const { row } = match;
      const found = match.found === 'unreachable' ? undefined : match.found;
      const changes = changesOf(match, found, nodeIdOf);
      if (changes.length === 0) return [];
      const { id, name, tenantId } = row;
      const about = { subjectKey: instanceKey(id), subject: name, tenantId, instanceId: id };
      if (isNameTaken(match, found, picture)) {
        return [{ kind: 'instance-renamed', ...about, details: { changes }, graceFrom: 'first-sight' }];
      }
      return [{ kind: 'instance-changed', ...about, details: { changes }, isQuiet: true, mend: takeOver }];
    });
    return { differences, unjudged };
  },
};

function changesOf(
  { row }: Matched,
  found: Instance | undefined,
  nodeIdOf: (location: string) => string | null,
): Change[] {
  const state = found ? (observedState(found) ?? row.state) : 'lost';
  const nodeId = (found && nodeIdOf(found.location)) ?? row.nodeId;
  const pairs = [
    { what: 'state', is: row.state, wanted: state },
    { what: 'name', is: row.name, wanted: found?.name ?? row.name },
    { what: 'node', is: row.nodeId, wanted: nodeId },
  ];
  return pairs.filter(({ is, wanted }) => is !== wanted);
}

/** Looks anew: what a job has changed since the picture was read is newer than it. */
async function takeOver({ db, engine, signal }: MendTools): Promise<Outcome> {
  await reconcileInstances({ db, engine }, signal);
  return 'taken-over';
}

/** Renamed on the engine to the name of another row: which is which, only people can tell. */
function isNameTaken({ row }: Matched, found: Instance | undefined, picture: Picture): boolean {
  if (!found || found.name === row.name) return false;
  const { id, tenantId } = row;
  return picture.instances.some(
    (other) => other.tenantId === tenantId && other.id !== id && other.name === found.name,
  );
}
