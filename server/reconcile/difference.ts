import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Picture } from './read-picture.ts';
import type { FindingDetails, FindingKind, Outcome } from './schema.ts';

export type MendTools = { db: Db; engine: Engine; signal?: AbortSignal | undefined };

/** Something that is not as it should be. */
export type Difference = {
  kind: FindingKind;
  /** Names the thing: `instance:<id>`, `tenant:<id>`, `engine-instance:<project>/<name>`, … */
  subjectKey: string;
  subject: string;
  tenantId: string | null;
  instanceId?: string | null;
  details: FindingDetails;
  /** Nothing is said of it before it is so old: what is just being made is no finding. */
  graceFrom?: Date | 'first-sight';
  /**
   * Looks once more and puts it right, alone with the thing; undefined when there was nothing to do any
   * more. Differences without it are for people.
   */
  mend?: (tools: MendTools) => Promise<Outcome | undefined>;
  /** Put right without an entry: the row says it. */
  isQuiet?: boolean;
};

export type Judgement = {
  differences: Difference[];
  /** Subjects that could not be judged now: a job works on them, or their node does not answer. */
  unjudged?: readonly string[];
};

/** Compares one part of what is wanted with what is there. Reads only. */
export type Checker = {
  name: string;
  kinds: readonly FindingKind[];
  check(picture: Picture): Promise<Judgement> | Judgement;
};
