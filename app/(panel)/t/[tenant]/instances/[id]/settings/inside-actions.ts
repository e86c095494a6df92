'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { metadata, setMetadataInput, setNestingInput } from '#server/guests/metadata-schema.ts';
import { setMetadata } from '#server/guests/set-metadata.ts';
import { setNesting } from '#server/guests/set-nesting.ts';
import { firmwareForm } from '#server/vms/schema.ts';
import { setFirmware } from '#server/vms/set-firmware.ts';
import { readPairs } from './read-pairs.ts';

const metadataForm = setMetadataInput.extend({ metadata: z.string().transform(readPairs).pipe(metadata) });
const nestingForm = setNestingInput.extend({ isOn: z.stringbool() });

export const setMetadataAction = action(metadataForm, async (ctx, input) => {
  await setMetadata(ctx, input);
  return { message: (await getTranslations('guests.metadata'))('started') };
});

export const setFirmwareAction = action(firmwareForm, async (ctx, input) => {
  await setFirmware(ctx, input);
  return { message: (await getTranslations('vms.firmware'))('started') };
});

export const setNestingAction = action(nestingForm, async (ctx, input) => {
  await setNesting(ctx, input);
  return { message: (await getTranslations('guests.nesting'))('started') };
});
