import type { CommandItem } from './shell-props.ts';

export interface CommandGroup {
  value: CommandItem['group'];
  items: CommandItem[];
}

const order = ['found', 'run', 'go', 'create'] as const;

/** What of the known commands fits the text, and everything that the server found for it, in groups. */
export function filterCommands(commands: CommandItem[], found: CommandItem[], text: string): CommandGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = commands.filter((item) => {
    const hay = `${item.label} ${item.hint ?? ''} ${item.keywords ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const all = [...found, ...fitting];
  return order
    .map((value) => ({ value, items: all.filter((item) => item.group === value) }))
    .filter((group) => group.items.length > 0);
}
