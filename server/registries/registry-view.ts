import { readCa } from './parse-ca.ts';
import type { RegistryView } from './schema.ts';

/** What a query selects to make a view of; the password only for whether there is one. */
export const selectRegistry = {
  id: true,
  host: true,
  username: true,
  password: true,
  caPem: true,
  createdAt: true,
  updatedAt: true,
} as const;

type Row = {
  id: string;
  host: string;
  username: string | null;
  password: Uint8Array | null;
  caPem: string | null;
  createdAt: Date;
  updatedAt: Date;
};

export function registryView({
  id,
  host,
  username,
  password,
  caPem,
  createdAt,
  updatedAt,
}: Row): RegistryView {
  return {
    ...{ id, host, username },
    hasPassword: password !== null,
    certificates: caPem === null ? [] : readCa(caPem),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
