import type { ReactNode } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { NeededAllowance } from '#server/instances/states.ts';
import { ShutNotice } from '../shut-notice.tsx';
import { DangerSection } from './danger-section.tsx';
import { ImageSection } from './image-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ReinstallSection } from './reinstall-section.tsx';
import { RenameSection } from './rename-section.tsx';
import { ResizeSection } from './resize-section.tsx';

interface InstanceSettingsProps {
  instance: InstanceView;
  options: CreateOptions;
  /** What it has that a plan must allow. */
  needs: readonly NeededAllowance[];
  forbidden: string | undefined;
  /** Sections of what is seen inside, where the kind has such. */
  inside?: ReactNode;
  actions: {
    rename: FormAction;
    resize: FormAction;
    reinstall: FormAction;
    makeImage: FormAction;
    setRootPassword: FormAction;
    remove: FormAction;
    openVault: FormAction;
  };
}

/** What can be changed, what it takes, and the danger last. */
export function InstanceSettings(props: InstanceSettingsProps) {
  const { instance, options, needs, forbidden, inside, actions } = props;
  const shared = { instance, forbidden };
  return (
    <div className="max-w-3xl">
      <ShutNotice {...shared} open={actions.openVault} />
      <RenameSection {...shared} action={actions.rename} />
      <ResizeSection {...shared} options={options} needs={needs} action={actions.resize} />
      {factsOf(instance.kind).hasLogin && <PasswordSection {...shared} action={actions.setRootPassword} />}
      {inside}
      <ImageSection {...shared} quota={options.quota} action={actions.makeImage} />
      <ReinstallSection {...shared} images={options.images} action={actions.reinstall} />
      <DangerSection {...shared} remove={actions.remove} />
    </div>
  );
}
