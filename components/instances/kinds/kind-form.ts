import type { ComponentType } from 'react';
import type { KnownImage } from '#components/deployments/fields/container-parts.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from '../create/draft.ts';

/** What the fields of a kind get: everything that is on offer, and the whole draft. */
export interface KindFieldsProps {
  options: CreateOptions;
  draft: Draft;
  allowances: CreateOptions['allowances'];
  /** What is known of the image that runs now, where one does. */
  known?: KnownImage | undefined;
  onChange: (part: Partial<Draft>) => void;
}

export interface KindForm {
  /** What it cannot be made without. */
  Essential?: ComponentType<KindFieldsProps>;
  /** What most people leave as it is; folded. */
  More?: ComponentType<KindFieldsProps>;
}
