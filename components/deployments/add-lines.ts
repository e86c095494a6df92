import type { DeploymentLines } from '#server/deployments/schema.ts';

type Lines = DeploymentLines['lines'];

/** Lines with those behind them that are new: the page and what is asked for from it may both bring the same. */
export function addLines(before: Lines, fresh: Lines): Lines {
  const last = before.at(-1)?.seq ?? -1;
  const added = fresh.filter(({ seq }) => seq > last);
  return added.length === 0 ? before : [...before, ...added];
}
