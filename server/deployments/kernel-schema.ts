import { z } from 'zod';

/** What the shell's QEMU can be given. Source: QEMU, "-append", "-kernel", "-initrd"; nothing here is an option. */
export const kernelSettings = z
  .strictObject({
    kernelId: z.uuid().nullable().default(null).describe('An upload: the kernel'),
    isDemo: z
      .boolean()
      .default(false)
      .describe('In place of a kernel of one’s own: the demonstration, which answers HTTP'),
    initrdId: z.uuid().nullable().default(null).describe('An upload: the initial RAM disk'),
    diskId: z.uuid().nullable().default(null).describe('An upload: a raw or qcow2 disk'),
    commandLine: z
      .string()
      .max(1024, 'command-line-too-long')
      .regex(/^[\x20-\x7e]*$/, 'text-has-control-characters')
      .default(''),
    restart: z
      .strictObject({
        policy: z.enum(['always', 'on-failure', 'no']).default('always'),
        max: z.coerce.number().int().min(1).max(100).nullable().default(null),
      })
      .default({ policy: 'always', max: null }),
  })
  .refine(({ kernelId, diskId, isDemo }) => kernelId !== null || diskId !== null || isDemo, {
    path: ['kernelId'],
    message: 'kernel-or-disk-needed',
  })
  .refine(({ kernelId, isDemo }) => kernelId === null || !isDemo, {
    path: ['kernelId'],
    message: 'kernel-or-demo',
  })
  .refine(({ kernelId, initrdId, isDemo }) => initrdId === null || kernelId !== null || isDemo, {
    path: ['initrdId'],
    message: 'initrd-needs-kernel',
  });
export type KernelSettings = z.infer<typeof kernelSettings>;
