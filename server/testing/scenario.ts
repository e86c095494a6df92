import type { World } from './world.ts';

/** How a kind of job comes to be, so that the tests can do to it whatever they do to every kind. */
export type Scenario = {
  kind: string;
  /** Told beside the kind where a kind has several. */
  title?: string;
  /** Brings the world to where the verb may be called, from wherever the scenario before has left it. */
  prepare(world: World): Promise<void>;
  /** Calls the verb; the id of the job. */
  begin(world: World): Promise<string>;
  /**
   * The step from which on nothing can be brought back: when the job fails there, it says why and our rows say what
   * is left. Before it, and where there is none, a job that failed has left nothing.
   */
  finalStep?: string;
  /** One of many things that the engine cannot do is said in that thing's row; the job goes on with the others. */
  goesOnWithout?: boolean;
  /**
   * Its steps ask the engine again and again until something is done, by calls that count as changes: there are at least
   * so many of them, and nobody knows more.
   */
  fewestChanges?: number;
  /** It plays only where the engine can start full VMs. */
  needsVms?: true;
  /**
   * Rows that stay, by design, when the job was undone: they tell a person what was tried and why it failed. They
   * hold nothing of any pool. By table: what such a row has at least; there is exactly one of each.
   */
  stays?: (world: World, end: 'failed' | 'cancelled') => Record<string, Record<string, unknown>>;
};
