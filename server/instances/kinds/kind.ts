import type { Tx } from '#server/db.ts';
import type { DeployStep, Progress } from '#server/deployments/deploy-step.ts';
import type { WorkloadView } from '#server/deployments/workload-schema.ts';
import type { Observation } from '#server/evidence/schema.ts';
import type { DeviceMap } from '#server/incus/shapes.ts';
import type { LogPage, LogQuestion } from '#server/logs/schema.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import type { Size } from '../schema.ts';
import type { NeededAllowance } from '../states.ts';
import type { Entry, LookedAt, RunningRef } from './kind-parts.ts';
import type { InstanceKind } from './schema.ts';

/** What a node has, as far as kinds ask for it. */
export type NodeFacts = {
  /** The engine's drivers: `lxc`, `qemu`. */
  drivers: readonly string[];
  /** What the engine's warning "Instance type not operational" says, where there is one. */
  notOperational: string | undefined;
  /** Aliases of the images that the engine has. */
  images: readonly string[];
};

/** Why a node cannot run a kind: a key of the error messages with its parameters. */
export type Lack = {
  reasonKey: 'kind-needs-engine' | 'kind-needs-driver' | 'kind-needs-shell' | 'kind-no-node';
  params: Record<string, string>;
};

export type ChooseInput = {
  kind: InstanceKind;
  tenantId: string;
  settings: Record<string, unknown>;
  size: Size;
  allowances: Allowances;
  /** Whose next version it is; a new instance has none. */
  instanceId?: string;
  /** Secret values of the version before, which a new one may keep. */
  formerSecrets?: Record<string, string>;
};

/** What is kept of the settings: in the instance's row, or as its first deployment. No secret is in either. */
export type Chosen = {
  settings: Record<string, unknown>;
  deployment?: { settings: Record<string, unknown>; secrets?: Record<string, string> };
};

/** What runs in a shell, for kinds that have one. Every function may run again after a crash: it observes first. */
export type Workload = {
  /** The settings that mean exactly what was fetched then. */
  pin(settings: Record<string, unknown>, digest: string): Record<string, unknown>;
  /** Brings into the shell what the version needs. */
  fetch(step: DeployStep): Promise<{ digest: string; facts: Record<string, unknown> }>;
  /** Makes the version the one that runs; the former one stays to go back to. */
  run(step: DeployStep): Promise<void>;
  /** Whether what runs is well, once: the job asks until it is, or has failed. */
  look(step: DeployStep): Promise<Progress>;
  /** How it is doing now, for those who watch. */
  status(ref: RunningRef): Promise<WorkloadView>;
  /** Makes the former version run again, or none where there was none. */
  back(step: DeployStep): Promise<void>;
  /** Removes what versions other than these have left; what runs stays. */
  keep(step: DeployStep, numbers: readonly number[]): Promise<void>;
};

/**
 * What a kind of instance does. With its facts (schema.ts of its folder) this is all that there is of it in the
 * server: nothing elsewhere asks for a kind by its name.
 */
export type Kind = {
  engineType: 'container' | 'virtual-machine';
  /** What it lacks on a node, or null. */
  lackOf(node: NodeFacts): Lack | null;
  /** The image of its shell, where it has one: the engine's alias. */
  shell: string | null;
  /** Checks its settings before anything is made. Throws AppError `refused` or `invalid` with the field to blame. */
  choose(db: Tx, input: ChooseInput): Promise<Chosen>;
  /** What of its settings, or its version's, a plan has to allow: a size without that is refused. */
  needs?(settings: Record<string, unknown>): readonly NeededAllowance[];
  /** What the engine is told beside what it is told of all kinds. */
  engineConfig(settings: Record<string, unknown>): Record<string, string>;
  engineDevices(settings: Record<string, unknown>): DeviceMap;
  /** How who may sign in is told to guests that do not read the keys of ours. */
  accessConfig?(sshKeys: readonly string[]): Record<string, string>;
  /** Whether it can do without an image: its disk is empty then. */
  startsEmpty?(settings: Record<string, unknown>): boolean;
  /** Rows of its own beside the instance's, in the transaction that writes that. */
  afterInsert?(tx: Tx, instanceId: string, settings: Record<string, unknown>): Promise<void>;
  workload: Workload | null;
  /** What a browser terminal runs. */
  entry: Entry;
  /** Another one that a page may ask for: a console beside the shell, or a shell where the guest has an agent. */
  otherEntry?: Entry;
  /** What it has logged: the last lines, or those after a cursor of its own. Throws why there is none now. */
  readLog(looked: LookedAt, question: LogQuestion): Promise<LogPage>;
  /** What only it can say of how it is held apart, beside what is read of every instance. */
  evidence(looked: LookedAt): Promise<Observation[]>;
};
