import type { Draft, Keys, Taker } from './draft.ts';
import { leave, takeKeys, unless } from './draft.ts';
import { mapOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import { setRestart } from './take-restart.ts';
import { takeCpus, takeMemory } from './take-size.ts';
import type { Tree } from './tree.ts';

/** Source: Compose Deploy Specification. */
export function takeDeploy(draft: Draft, tree: Tree, place: Place): void {
  inside(deployKeys)(draft, tree, place);
}

const limitKeys: Keys = { cpus: takeCpus, memory: takeMemory, pids: leave('bounds') };
const resourceKeys: Keys = { limits: inside(limitKeys), reservations: leave('bounds') };
const restartKeys: Keys = {
  condition: () => {},
  max_attempts: () => {},
  delay: leave('restart-times'),
  window: leave('restart-times'),
};
const deployKeys: Keys = {
  resources: inside(resourceKeys),
  restart_policy: takeRestartPolicy,
  replicas: unless(/^1$/, 'left-out', 'replicas'),
  mode: unless(/^replicated$/, 'left-out', 'replicas'),
  endpoint_mode: leave('cluster'),
  labels: leave('labels'),
  placement: leave('cluster'),
  rollback_config: leave('cluster'),
  update_config: leave('cluster'),
};

function inside(keys: Keys): Taker {
  return (draft, tree, place) => {
    const map = mapOf(tree, place);
    if (map) takeKeys(keys, draft, map, place);
  };
}

function takeRestartPolicy(draft: Draft, tree: Tree, place: Place): void {
  inside(restartKeys)(draft, tree, place);
  if (tree.kind !== 'map') return;
  const word = (key: string) => {
    const entry = tree.entries.get(key);
    return entry && textOf(entry.value, place.in(key));
  };
  const policies = { none: 'no', 'on-failure': 'on-failure', any: 'always' } as const;
  const condition = word('condition') ?? 'any';
  const policy = policies[condition as keyof typeof policies];
  if (!policy) {
    place.say('refused', 'restart-invalid', { line: tree.line });
    return;
  }
  draft.lines.restart = tree.line;
  setRestart(draft, policy, word('max_attempts'));
}
