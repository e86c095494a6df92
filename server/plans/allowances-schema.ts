import { z } from 'zod';
import { ticked } from '#server/ticked.ts';
import { gibText } from './amounts.ts';

const gib = 1024 ** 3;

/** What is switched on or off, in the order in which it is shown. */
export const allowanceSwitches = ['allowsNesting', 'allowsEmulation', 'allowsUnconfined'] as const;

const fields = {
  allowsNesting: z.boolean().describe('Containers may be run inside its light VMs'),
  allowsEmulation: z
    .boolean()
    .describe('Unikernels on nodes without KVM: slow, at the cost of the processor'),
  allowsUnconfined: z.boolean().describe('Apps and sandboxes without a seccomp profile'),
  maxUploadBytes: z
    .number('upload-limit-invalid')
    .int('upload-limit-invalid')
    .min(0, 'upload-limit-invalid')
    .max(1024 * gib, 'upload-limit-invalid')
    .describe('Of one file, such as a kernel or an ISO image'),
};

/** Of something new: what is not said is not allowed. */
export const newAllowances = {
  allowsNesting: fields.allowsNesting.default(false),
  allowsEmulation: fields.allowsEmulation.default(false),
  allowsUnconfined: fields.allowsUnconfined.default(false),
  maxUploadBytes: fields.maxUploadBytes.default(gib),
};

/** Of something that is there: what is not said stays. */
export const changedAllowances = {
  allowsNesting: fields.allowsNesting.optional(),
  allowsEmulation: fields.allowsEmulation.optional(),
  allowsUnconfined: fields.allowsUnconfined.optional(),
  maxUploadBytes: fields.maxUploadBytes.optional(),
};

export const allowancesView = fields;

/** The same from a form: boxes that are ticked or not, and GiB. */
export const typedAllowances = {
  allowsNesting: ticked,
  allowsEmulation: ticked,
  allowsUnconfined: ticked,
  maxUploadGib: gibText('upload-limit-invalid', 0).pipe(fields.maxUploadBytes),
};
