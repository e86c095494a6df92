import { z } from 'zod';

const mount = z.object({ path: z.string(), kind: z.string(), isReadOnly: z.boolean() });
/** What the shell around OCI images answers to `evidence`, read from the running process. */
export const evidenceAnswer = z.object({
  at: z.string().describe('ISO 8601'),
  number: z.int(),
  pid: z.int(),
  runtime: z.enum(['crun', 'runsc']),
  runtimeVersion: z.string(),
  /** Of gVisor: what turns system calls into its own (`systrap`, `kvm`, `ptrace`). */
  platform: z.string().nullable(),
  podmanVersion: z.string(),
  /**
   * Of the process that runs it, as the kernel has it: names without CAP_. In a sandbox that is gVisor's own process,
   * which needs some to serve files; the application's are a matter inside it.
   */
  capabilities: z.object({ effective: z.array(z.string()), bounding: z.array(z.string()) }),
  noNewPrivileges: z.boolean(),
  /** `shellFilters` of them hold for everything in the shell; null: not told by a shell of before. */
  seccomp: z.object({
    mode: z.enum(['off', 'strict', 'filter']),
    filters: z.int(),
    shellFilters: z.int().nullable().default(null),
  }),
  userMap: z.array(z.object({ inside: z.int(), outside: z.int(), count: z.int() })),
  userIds: z.object({ uid: z.int(), gid: z.int() }),
  isRootReadOnly: z.boolean(),
  mounts: z.array(mount),
  devices: z.array(z.string()).nullable().describe('null: they could not be read'),
  hasOwnNetwork: z.boolean().describe('Behind that of the shell, whose rules say what gets out'),
  /** All rules of the shell's network, as `nft` lists them; null: they could not be read, or not by a shell of before. */
  networkFilter: z.array(z.string()).nullable().default(null),
  /** The kernel of the node, which the shell shares. */
  kernel: z.object({ release: z.string(), version: z.string() }),
  /** What the application sees: gVisor's own in a sandbox; null where the image has no program that could tell. */
  seenKernel: z.object({ release: z.string(), version: z.string() }).nullable(),
  /** The application's first process in the eyes of gVisor; null where that is none, or nothing in the image can tell. */
  inside: z
    .object({
      capabilities: z.object({ effective: z.array(z.string()), bounding: z.array(z.string()) }),
      noNewPrivileges: z.boolean().nullable(),
      hasFilter: z.boolean(),
      userIds: z.object({ uid: z.int(), gid: z.int() }),
      isRootReadOnly: z.boolean(),
      devices: z.array(z.string()).nullable(),
    })
    .nullable()
    .default(null),
});

export type Evidence = z.output<typeof evidenceAnswer>;
