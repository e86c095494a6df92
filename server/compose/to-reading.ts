import type { ReadStack } from './read-compose.ts';
import type { ComposeReading } from './schema.ts';

/** What is shown of a file that was read: no secret value is in it. */
export function toReading({ stack, services, variables, problems, isRefused }: ReadStack): ComposeReading {
  return {
    ...{ stack, variables, problems },
    services: services.map((draft) => {
      const { name, line, instanceName, runtime, profiles, aliases, size, settings } = draft;
      const environment = settings.environment.map((variable) =>
        variable.isSecret ? { ...variable, value: null } : variable,
      );
      return {
        ...{ name, line, instanceName, runtime, profiles, size },
        dependsOn: [...new Set(draft.dependsOn.map((other) => other.name))],
        aliases: [...new Set([name, ...aliases])],
        settings: { ...settings, environment },
        isRefused: isRefused(name),
      };
    }),
  };
}
