import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { IsoView } from '#server/vms/schema.ts';
import { useWhyNot } from '../use-why-not.ts';
import { VmDrives } from './vm-drives.tsx';

interface InstanceDrivesProps {
  instance: InstanceView;
  isos: IsoView[];
  forbidden: string | undefined;
  actions: { attach: FormAction; detach: FormAction };
}

export function InstanceDrives({ instance, isos, forbidden, actions }: InstanceDrivesProps) {
  const refusal = useWhyNot(forbidden)('attach-iso', instance);
  return (
    <div className="max-w-3xl">
      <VmDrives instance={instance} isos={isos} refusal={refusal} actions={actions} />
    </div>
  );
}
