import type { AnyJob } from './define-job.ts';

/** Every job of the product by its kind. */
export type JobKinds<Tools> = ReadonlyMap<string, AnyJob<Tools>>;

/** The list of steps that a job was begun with, of this version of the product or a former one. */
export function findDefinition<Tools>(
  kinds: JobKinds<Tools>,
  { kind, version }: { kind: string; version: number },
): AnyJob<Tools> {
  const current = kinds.get(kind);
  const found = current && [current, ...(current.former ?? [])].find((job) => job.version === version);
  if (!found) throw new Error(`This version has no steps for ${kind} ${version}.`);
  return found;
}

/** `kind:version` of all that can be run here. */
export function knownVersions<Tools>(kinds: JobKinds<Tools>): string[] {
  return [...kinds.values()].flatMap((job) =>
    [job, ...(job.former ?? [])].map(({ version }) => `${job.kind}:${version}`),
  );
}
