import { containerSettings } from '../container-schema.ts';

/** `nginx:1.27` with a digest: `nginx@sha256:…`, which means the same image for ever. */
export function pinImage(given: Record<string, unknown>, digest: string): Record<string, unknown> {
  const settings = containerSettings.parse(given);
  const [named = ''] = settings.image.split('@');
  // A colon after the last slash begins a tag; before it, a port.
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  return { ...settings, image: `${name}@${digest}` };
}
