import type { DeploymentLines } from '#server/deployments/schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { Ground } from './ground.ts';
import type { Made } from './measure-http.ts';

/** What decides the numbers of kinds that bring a kernel of their own, in the words of their deployments. */
export async function notesOn({ panel }: Ground, all: readonly Made[]): Promise<string[]> {
  const notes: string[] = [];
  for (const { id, contestant } of all) {
    const { kind, syscalls } = contestant;
    if (!syscalls)
      notes.push(`${kind}.syscalls: there are none, its application and its kernel are one program`);
    if (factsOf(kind).disk !== 'shell') continue;
    const { lines } = await panel.call<DeploymentLines>('GET', `/instances/${id}/deployments/1/lines`);
    const started = lines.find(({ text }) => text.startsWith('Starting'));
    if (started) notes.push(`${kind}: ${started.text}`);
  }
  return notes;
}
