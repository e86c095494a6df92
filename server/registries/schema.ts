import { z } from 'zod';

/** Of one login: more certificates than this are no authority's any more. */
export const maxCaCertificates = 20;

/**
 * A registry as image references name it: a host with or without a port, no scheme and no path. Docker Hub has
 * several names, of which references use the first. Source: distribution/reference, "normalize.go".
 */
export const registryHost = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^https:\/\//, '').replace(/\/+$/, ''))
  .transform((host) => (/^(index|registry-1)\.docker\.io$/.test(host) ? 'docker.io' : host))
  .pipe(
    z
      .string()
      .max(253, 'registry-host-invalid')
      .regex(
        /^(?:localhost|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?=:))(?::\d{1,5})?$/,
        'registry-host-invalid',
      )
      .refine((host) => isPort(host.split(':')[1]), 'registry-host-invalid'),
  );

/**
 * Of `team/web:1` and `web` Docker Hub, of `localhost/web` and `host:5000/web` what stands before the first slash.
 * Source: distribution/reference, "splitDockerDomain".
 */
export function hostOf(reference: string): string {
  const [first = '', ...rest] = reference.trim().split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  const host = isHost ? first.toLowerCase() : 'docker.io';
  return /^(index|registry-1)\.docker\.io$/.test(host) ? 'docker.io' : host;
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) >= 1 && Number(text) <= 65_535);
}

const oneLine = z.string().regex(/^\P{Cc}*$/u, 'text-has-control-characters');
const username = oneLine.trim().max(256, 'registry-username-too-long').describe('Empty: nobody signs in');
const password = oneLine
  .max(4096, 'registry-password-too-long')
  .describe('A password or an access token; kept sealed and never answered');
const caPem = z
  .string()
  .trim()
  .max(65_536, 'registry-ca-too-large')
  .describe("PEM: certificates of the registry's own authority, beside those that everybody knows");

export const createRegistryInput = z.object({
  tenant: z.string().max(64).describe('The slug of the tenant'),
  host: registryHost.describe('registry.example.org or registry.example.org:5000; docker.io is Docker Hub'),
  username: username.optional(),
  password: password.optional(),
  caPem: caPem.optional(),
});
export type CreateRegistryInput = z.infer<typeof createRegistryInput>;

export const listRegistriesInput = z.object({ tenant: z.string().max(64) });
export const registryIdInput = z.object({ id: z.uuid() });
export const updateRegistryBody = z.object({
  username: username.optional().describe('As it is unless said; empty: nobody signs in'),
  password: password.optional().describe('As it is unless said'),
  caPem: caPem.optional().describe('As they are unless said; empty: none'),
});
export const updateRegistryInput = updateRegistryBody.extend({ id: z.uuid() });
export type UpdateRegistryInput = z.infer<typeof updateRegistryInput>;

export const caCertificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  fingerprint: z.string().describe('SHA-256 of the certificate, in hexadecimal pairs'),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  isAuthority: z.boolean().describe('false: it stands for one server alone'),
});
export type CaCertificate = z.infer<typeof caCertificate>;

export const registryView = z.object({
  id: z.uuid(),
  host: z.string(),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
  certificates: z.array(caCertificate),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type RegistryView = z.infer<typeof registryView>;
export const registryList = z.object({ items: z.array(registryView) });
