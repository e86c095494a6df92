import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { VaultOffer, VaultView } from '#server/vaults/schema.ts';
import { ShutNotice } from '../shut-notice.tsx';
import { DiskPlace } from './disk-place.tsx';
import { MoveSection } from './move-section.tsx';

interface InstanceStorageProps {
  instance: InstanceView;
  /** All of the account's. */
  vaults: VaultView[];
  offer: VaultOffer;
  forbidden: string | undefined;
  move: FormAction;
  openVault: FormAction;
}

/** Where the disk of an instance is, and the way to another place. */
export function InstanceStorage({ instance, openVault, ...rest }: InstanceStorageProps) {
  return (
    <div className="max-w-3xl">
      <ShutNotice instance={instance} forbidden={rest.forbidden} open={openVault} />
      <DiskPlace instance={instance} />
      <MoveSection instance={instance} {...rest} />
    </div>
  );
}
