import type { ComponentType } from 'react';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from '../create/draft.ts';

/** What the fields of a kind get: everything that is on offer, and the whole draft. */
export interface KindFieldsProps {
  options: CreateOptions;
  draft: Draft;
  allowances: CreateOptions['allowances'];
  onChange: (part: Partial<Draft>) => void;
}

export interface KindForm {
  /** What it cannot be made without. */
  Essential?: ComponentType<KindFieldsProps>;
  /** What most people leave as it is; folded. */
  More?: ComponentType<KindFieldsProps>;
}
