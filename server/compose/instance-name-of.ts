const maxLength = 63;

/** `<stack>-<service>` as the engine takes it: no dots, no underscores, at most 63 characters. */
export function instanceNameOf(stack: string, service: string): string {
  const name = `${stack}-${service}`.replaceAll(/[^a-zA-Z0-9-]+/g, '-').slice(0, maxLength);
  return name.replace(/-+$/, '');
}
