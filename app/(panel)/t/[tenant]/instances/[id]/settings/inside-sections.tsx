import { errorText, toAppError } from '#app/_lib/error-text.ts';
import { FirmwareSection } from '#components/instances/settings/firmware-section.tsx';
import { MetadataSection } from '#components/instances/settings/metadata-section.tsx';
import { MetadataUnread } from '#components/instances/settings/metadata-unread.tsx';
import { NestingSection } from '#components/instances/settings/nesting-section.tsx';
import type { Ctx } from '#server/context.ts';
import { getMetadata } from '#server/guests/get-metadata.ts';
import { getNesting } from '#server/guests/get-nesting.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { getFirmware } from '#server/vms/get-firmware.ts';
import { setFirmwareAction, setMetadataAction, setNestingAction } from './inside-actions.ts';

type Frame = { instance: InstanceView; forbidden: string | undefined };

/** What the engine tells the guest. An engine that does not answer leaves the other settings as they are. */
export async function insideSections(ctx: Ctx, { instance, forbidden }: Frame) {
  const { id } = instance;
  const [nesting, firmware] = await Promise.all([getNesting(ctx, { id }), getFirmware(ctx, { id })]);
  return (
    <>
      {await metadataSection(ctx, { instance, forbidden })}
      {firmware && <FirmwareSection {...{ instance, firmware, forbidden }} action={setFirmwareAction} />}
      {nesting && <NestingSection {...{ instance, nesting, forbidden }} action={setNestingAction} />}
    </>
  );
}

async function metadataSection(ctx: Ctx, { instance, forbidden }: Frame) {
  try {
    const { metadata } = await getMetadata(ctx, { id: instance.id });
    return <MetadataSection {...{ instance, metadata, forbidden }} action={setMetadataAction} />;
  } catch (error) {
    return <MetadataUnread why={await errorText(toAppError(error, ctx.log))} />;
  }
}
