import type { ReactNode } from 'react';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { InstanceActions } from './instance-actions.ts';
import { InstanceHeader } from './instance-header.tsx';

interface InstanceFrameProps {
  instance: InstanceView;
  actions: InstanceActions;
  forbidden: string | undefined;
  isConsole?: boolean | undefined;
  children: ReactNode;
}

/** What the pages of one instance share: its header, and that they are live. */
export function InstanceFrame({ children, ...header }: InstanceFrameProps) {
  return (
    <>
      <LiveRefresh
        href={paths.events({ tenant: header.instance.tenant.slug })}
        topics={['instance', 'job', 'tenant', 'vault']}
      />
      <InstanceHeader {...header} />
      {children}
    </>
  );
}
