import { isEngineError } from '#server/incus/engine-error.ts';
import { checkers } from './checkers.ts';
import type { Difference } from './difference.ts';
import type { Picture } from './read-picture.ts';
import type { FindingKind } from './schema.ts';

export type Finding = {
  differences: Difference[];
  /** What each checker that came to an end has judged, so that what is not there any more can be closed. */
  judged: { kinds: readonly FindingKind[]; unjudged: readonly string[] }[];
  /** Checkers that could not look, and why. */
  failures: { checker: string; error: unknown; message: string }[];
  failedKinds: Set<FindingKind>;
};

/** Everything that is not as it should be. A checker that fails does not keep the others from looking. */
export async function findDifferences(picture: Picture): Promise<Finding> {
  const result: Finding = { differences: [], judged: [], failures: [], failedKinds: new Set() };
  for (const checker of checkers) {
    try {
      const { differences, unjudged = [] } = await checker.check(picture);
      result.differences.push(...differences);
      result.judged.push({ kinds: checker.kinds, unjudged });
    } catch (error) {
      for (const kind of checker.kinds) result.failedKinds.add(kind);
      result.failures.push({ checker: checker.name, error, message: messageOf(error) });
    }
  }
  return result;
}

export function messageOf(error: unknown): string {
  if (isEngineError(error)) return error.engineMessage;
  return error instanceof Error ? error.message : String(error);
}
