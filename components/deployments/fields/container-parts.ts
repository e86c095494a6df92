import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { ContainerDraft } from './container-draft.ts';
import type { SettingErrors } from './setting-field.tsx';

/** What the parts of the form of an app or a sandbox get: the whole draft, and how to change a part of it. */
export interface ContainerPartProps {
  value: ContainerDraft;
  onChange: (part: Partial<ContainerDraft>) => void;
  /** What was found wrong, by path; a form around knows its own. */
  errors?: SettingErrors | undefined;
}

/** What there is to choose from. */
export interface ContainerChoices {
  /** The slug: where logins are kept. */
  tenant: string;
  catalogue: CreateOptions['images'];
  registries: CreateOptions['registries'];
  allowances: Pick<CreateOptions['allowances'], 'allowsUnconfined'>;
  /** Whether gVisor is the kernel that it will see. */
  isSandbox: boolean;
  /** What is known of an image that was fetched before. */
  known?: KnownImage | undefined;
}

export interface KnownImage {
  image: string;
  volumePaths: readonly string[];
  hasHealthcheck: boolean;
}
