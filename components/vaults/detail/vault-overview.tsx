import type { JobView } from '#server/jobs-view/schema.ts';
import type { VaultRoom, VaultView } from '#server/vaults/schema.ts';
import { isLiving } from '../is-living.ts';
import { KeySection } from '../key/key-section.tsx';
import type { VaultProps } from '../vault-actions.ts';
import { BigLock } from './big-lock.tsx';
import { EndSection } from './end-section.tsx';
import { LockedNow } from './locked-now.tsx';
import { VaultContents } from './vault-contents.tsx';
import { VaultFacts } from './vault-facts.tsx';
import { VaultJob } from './vault-job.tsx';
import { VaultNotices } from './vault-notices.tsx';

interface VaultOverviewProps extends VaultProps {
  vault: VaultView;
  room: VaultRoom;
  /** What is at work on it, if anything is. */
  job: JobView | undefined;
  graceDays: number;
}

/** How it is and what is wrong first, then what is in it, who opens it, and at the bottom its end. */
export function VaultOverview({ job, graceDays, room, ...props }: VaultOverviewProps) {
  const { vault } = props;
  return (
    <>
      <VaultNotices {...props} />
      {job && <VaultJob job={job} />}
      <div className="grid items-start gap-x-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <BigLock vault={vault} />
          {isLiving(vault) && (
            <>
              <VaultContents vault={vault} />
              <LockedNow vault={vault} />
              <KeySection {...props} />
            </>
          )}
        </div>
        <div className="min-w-0">
          <VaultFacts {...props} room={room} />
        </div>
      </div>
      {isLiving(vault) && !vault.shredAfter && <EndSection {...props} graceDays={graceDays} />}
    </>
  );
}
