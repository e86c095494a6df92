import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { LifecycleEvent } from '#server/incus/engine-event.ts';
import { subscribeEvents } from '#server/incus/subscribe-events.ts';
import type { Logger } from '#server/log.ts';
import { projectName } from '#server/networks/network-names.ts';
import { findOnEngine } from './find-on-engine.ts';
import { findIdleRow } from './idle-rows.ts';
import { nodeIds } from './node-ids.ts';
import { reconcileInstances } from './reconcile-instances.ts';
import { saveDifference } from './save-difference.ts';

type Tools = { db: Db; engine: Engine; log: Logger };

const projectPrefix = projectName('');
/** After these an instance's row may be wrong. Source: Incus docs, "Events", lifecycle. */
const actions: ReadonlySet<string> = new Set(
  ['started', 'stopped', 'shutdown', 'restarted', 'paused', 'resumed', 'deleted', 'renamed'].map(
    (word) => `instance-${word}`,
  ),
);

/**
 * Applies what happens on the engine at once. An event only says where to look; after a gap everything is
 * looked at.
 */
export function watchInstances(tools: Tools): { stop(): Promise<void> } {
  let last = Promise.resolve();
  /** One after the other: an instance's events are applied in their order. */
  const queue = (work: () => Promise<void>) => {
    last = last
      .then(work)
      .catch((error) => tools.log.warn({ err: error }, 'an event of the engine was not applied'));
  };
  const subscription = subscribeEvents(tools.engine, {
    types: ['lifecycle'],
    onEvent: (event) => {
      if (event.type === 'lifecycle' && isOurs(event)) queue(() => applyEvent(tools, event));
    },
    onConnect: ({ missed }) => {
      if (missed) queue(() => reconcileInstances(tools));
    },
    onDisconnect: ({ error, retryInMs }) =>
      tools.log.warn({ err: error.message, retryInMs }, 'the events of the engine broke off'),
  });
  return {
    async stop() {
      subscription.close();
      await last;
    },
  };
}

function isOurs({ action, project, instance }: LifecycleEvent): boolean {
  return instance !== undefined && project.startsWith(projectPrefix) && actions.has(action);
}

async function applyEvent({ db, engine }: Tools, event: LifecycleEvent): Promise<void> {
  const { action, project, instance: name = '', context } = event;
  const formerName = action === 'instance-renamed' ? String(context.old_name ?? name) : name;
  const row = await findIdleRow(db, project.slice(projectPrefix.length), formerName);
  if (!row) return;
  const found = await findOnEngine(engine, { id: row.id, project, name });
  const observed = found && { ...found, nodeId: (await nodeIds(db))(found.location) };
  await saveDifference(db, row, observed, new Date());
}
