import { type ZodType, z } from 'zod';
import { capabilityNames } from '#server/deployments/capability-schema.ts';
import { containerSettings } from '#server/deployments/container-schema.ts';

/** Kinds of instances that an entry of the catalogue for apps is offered to. */
export const appKinds = ['app', 'sandbox'] as const;

const { image, ports, volumes } = containerSettings.shape;

const hint = z.object({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'image-environment-invalid'),
  hint: z.string().max(200, 'image-environment-invalid').default('').describe('What to write there'),
});

const capabilities = z.array(z.enum(capabilityNames)).max(capabilityNames.length).default([]);
const environment = z.array(hint).max(50, 'image-environment-invalid').default([]);
const healthPath = z.string().regex(/^\/[\x21-\x7e]{0,255}$/, 'image-health-path-invalid');

/** What a form of an app begins with when this entry of the catalogue is chosen. */
export const appSettings = z.object({
  reference: image.describe('Where it is fetched from: `docker.io/library/nginx:1.27`'),
  ports,
  volumes,
  environment: environment.describe('What may be said to it, in words for people; no values'),
  capabilities: capabilities.describe(
    'What the image needs to work at all; ticked in the form, and the owner’s to untick',
  ),
  healthPath: healthPath.nullable().default(null).describe('Answers over HTTP while all is well'),
});
export type AppSettings = z.infer<typeof appSettings>;

/** Lines of a text field, each split where its first word ends. */
const pairs = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => /^(\S+)\s*(.*)$/.exec(line)?.slice(1) ?? []);

function typed<T>(read: (text: string) => unknown, schema: ZodType<T>, message: string) {
  return z
    .string()
    .max(10_000, message)
    .default('')
    .transform((text, ctx): T => {
      const parsed = schema.safeParse(read(text));
      if (parsed.success) return parsed.data;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

function readPorts(text: string): unknown {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  return words.map((word) => {
    const [port, protocol = 'tcp'] = word.toLowerCase().split('/');
    return { port, protocol };
  });
}

/** As Docker and Kubernetes write them, or with the kernel's own prefix. */
function readCapabilities(text: string): unknown {
  const words = text
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  return [...new Set(words.map((word) => word.replace(/^CAP_/, '')))];
}

/** The same as a person types it: ports and capabilities by spaces; a folder with its name, or a variable with its hint, in each line. */
export const appForm = z.object({
  reference: image,
  ports: typed(readPorts, ports, 'image-port-invalid'),
  volumes: typed(
    (text) => pairs(text).map(([name, path]) => ({ name, path })),
    volumes,
    'image-volume-invalid',
  ),
  environment: typed(
    (text) => pairs(text).map(([name, about]) => ({ name, hint: about })),
    environment,
    'image-environment-invalid',
  ),
  capabilities: typed(readCapabilities, capabilities, 'image-capability-invalid'),
  healthPath: z
    .literal('')
    .transform(() => null)
    .or(healthPath)
    .default(null),
});
