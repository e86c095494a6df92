'use client';

import { AllowedFields } from './allowed-fields.tsx';
import { CommandFields } from './command-fields.tsx';
import type { ContainerChoices, ContainerPartProps } from './container-parts.ts';
import { EnvironmentFields } from './environment-fields.tsx';
import { HealthFields } from './health-fields.tsx';
import { ImageField } from './image-field.tsx';
import { NetworkFields } from './network-fields.tsx';
import { RestartFields } from './restart-fields.tsx';
import { VolumeFields } from './volume-fields.tsx';

interface ContainerFieldsProps extends ContainerPartProps {
  choices: ContainerChoices;
}

/**
 * How an image is run, for a new app or sandbox and for a new version of one. Controlled; what is posted is
 * `toContainerSettings(value)` as JSON in `settings`, and the secret values by their own inputs.
 */
export function ContainerFields({ choices, ...part }: ContainerFieldsProps) {
  const known = choices.known?.image === part.value.image.trim() ? choices.known : undefined;
  return (
    <div className="flex flex-col gap-5">
      <ImageField {...part} choices={choices} />
      <div>
        <EnvironmentFields {...part} />
        <NetworkFields {...part} />
        <VolumeFields {...part} wanted={known?.volumePaths} />
        <AllowedFields {...part} choices={choices} />
        <CommandFields {...part} />
        <HealthFields {...part} hasImageCheck={known?.hasHealthcheck} />
        <RestartFields {...part} />
      </div>
    </div>
  );
}
