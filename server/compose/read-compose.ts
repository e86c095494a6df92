import { closeInternal } from './close-internal.ts';
import { inOrder } from './dependencies.ts';
import type { Draft } from './draft.ts';
import { instanceNameOf } from './instance-name-of.ts';
import { parseFile } from './parse-file.ts';
import { readService } from './read-service.ts';
import { Place, Report } from './report.ts';
import type { ComposeProblem, ComposeReading, ComposeVariable } from './schema.ts';
import { stackName } from './schema.ts';
import { readTop } from './top-keys.ts';
import type { MapTree } from './tree.ts';
import { Variables } from './variables.ts';

type Input = { text: string; variables?: readonly ComposeVariable[]; stack?: string | undefined };
export type ReadStack = {
  stack: string | null;
  /** In the order in which they are made. */
  services: (Draft & { instanceName: string })[];
  variables: ComposeReading['variables'];
  problems: ComposeProblem[];
  isRefused: (service: string) => boolean;
};

const maxServices = 50;

/**
 * A compose file as settings of instances. Pure: nothing is asked of anybody. What cannot be taken is in `problems`,
 * each with its line. The settings hold secret values: a caller that shows them removes those.
 * Source: the Compose Specification (compose-spec/compose-spec, 170098b).
 */
export function readCompose({ text, variables = [], stack: asked }: Input): ReadStack {
  const report = new Report();
  const given = new Map(variables.map((variable) => [variable.name, variable]));
  const stack = asked ?? nameInFile(text);
  // Source: the Compose Specification, "Name top-level element".
  if (stack) given.set(projectName, { name: projectName, value: stack, isSecret: false });
  const known = new Variables(given, report);
  const tree = parseFile(text, (line) => known.lookUp(line), report);
  const drafts = tree ? servicesOf(tree, report, known) : [];
  if (tree) {
    readTop(tree, report);
    closeInternal(drafts, tree, report);
  }
  const services = inOrder(drafts, report).map((draft) => ({
    ...draft,
    instanceName: instanceNameOf(stack ?? 'stack', draft.name),
  }));
  reportShared(services, report);
  return {
    ...{ stack, services, variables: known.list().filter(({ name }) => name !== projectName) },
    problems: [...report.problems].sort((a, b) => a.line - b.line),
    isRefused: (service) => report.isRefused(service),
  };
}

/** The `name` of the file as a name of instances can begin with it; null where there is none, or none that can. */
function nameInFile(text: string): string | null {
  const [, name] = /^name:[ \t]*["']?([\w-]+)["']?[ \t]*(?:#.*)?$/m.exec(text) ?? [];
  const { data } = stackName.safeParse(name?.replaceAll('_', '-'));
  return data ?? null;
}

const projectName = 'COMPOSE_PROJECT_NAME';

function servicesOf(tree: MapTree, report: Report, variables: Variables): Draft[] {
  const services = tree.entries.get('services')?.value;
  if (services?.kind !== 'map' || services.entries.size === 0) {
    report.file(services?.line ?? 1, 'no-services');
    return [];
  }
  if (services.entries.size > maxServices) {
    report.file(services.line, 'too-many-services', { max: String(maxServices) });
    return [];
  }
  return [...services.entries].flatMap(([name, entry]) => {
    if (name.startsWith('x-')) return [];
    const place = new Place(report, `services.${name}`, name);
    return [readService(name, entry, place, (line) => variables.lookUp(line))];
  });
}

/** What two services would share and cannot: a volume, as each has a disk of its own; a name. */
function reportShared(services: readonly (Draft & { instanceName: string })[], report: Report): void {
  const volumes = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { name, line, instanceName, volumeLines } of services) {
    const place = new Place(report, `services.${name}`, name);
    for (const [volume, volumeLine] of volumeLines) {
      const other = volumes.get(volume);
      const at = { line: volumeLine };
      if (other) place.in('volumes').say('left-out', 'volume-shared', at, { volume, other });
      else volumes.set(volume, name);
    }
    const same = names.get(instanceName.toLowerCase());
    if (same) place.say('refused', 'name-twice', { line }, { name: instanceName, other: same });
    else names.set(instanceName.toLowerCase(), name);
  }
}
