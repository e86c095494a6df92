import { AppError } from '#server/errors.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import type { ReadStack } from './read-compose.ts';
import type { CreateStackInput, ServiceWish } from './schema.ts';

export type Wanted = {
  name: string;
  kind: InstanceKind;
  wish: ServiceWish;
  draft: ReadStack['services'][number];
  /** Those that are made too. */
  dependsOn: string[];
};

/** The services that are to be made, in their order. Throws `refused` with the line of what keeps one from it. */
export function chooseServices(read: ReadStack, input: CreateStackInput): Wanted[] {
  refuseBrokenFile(read);
  const { services: wishes } = input;
  const stranger = Object.keys(wishes ?? {}).find((name) => !read.services.some((one) => one.name === name));
  if (stranger !== undefined) refuse('compose-service-unknown', { service: stranger });
  const drafts = read.services.filter(({ name, profiles }) =>
    wishes ? Object.hasOwn(wishes, name) : profiles.length === 0,
  );
  if (drafts.length === 0) refuse('compose-no-services', {});
  const chosen = new Set(drafts.map(({ name }) => name));
  return drafts.map((draft) => {
    const { name } = draft;
    refuseBrokenService(read, name);
    const wish = (wishes && Object.hasOwn(wishes, name) ? wishes[name] : undefined) ?? {};
    const dependsOn = [...new Set(draft.dependsOn.map((other) => other.name))];
    return {
      ...{ name, wish, draft, kind: kindFor(name, wish.kind ?? ofRuntime(draft.runtime) ?? input.kind) },
      dependsOn: dependsOn.filter((other) => chosen.has(other)),
    };
  });
}

/** A file that cannot be read as a whole makes nothing. */
function refuseBrokenFile({ problems }: ReadStack): void {
  const broken = problems.find(({ service, severity }) => service === null && severity === 'refused');
  if (broken) refuse('compose-unreadable', { line: broken.line, why: broken.why });
}

function refuseBrokenService({ problems }: ReadStack, name: string): void {
  const broken = problems.find(({ service, severity }) => service === name && severity === 'refused');
  if (broken) refuse('compose-service-refused', { service: name, line: broken.line, why: broken.why });
}

function ofRuntime(runtime: string | null): InstanceKind | undefined {
  return runtime === null ? undefined : instanceKinds.find((kind) => factsOf(kind).runtime === runtime);
}

function kindFor(service: string, kind: InstanceKind): InstanceKind {
  if (factsOf(kind).runtime === undefined) refuse('compose-kind', { service });
  return kind;
}

function refuse(reason: RefusalReason, params: Record<string, string | number>): never {
  throw new AppError('refused', reason, params, { field: 'text' });
}
type RefusalReason =
  | 'compose-unreadable'
  | 'compose-service-refused'
  | 'compose-service-unknown'
  | 'compose-no-services'
  | 'compose-kind';
