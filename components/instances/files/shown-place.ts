import type { FormAction } from '#components/ui/form/action-state.ts';
import type { Query } from '#components/ui/query/with-query.ts';
import type { FileEntry, PlaceView, TextFileView } from '#server/guests/files-schema.ts';

/** `label`: its name, fit for a screen; the name itself may have anything in it. */
export type ShownEntry = FileEntry & { label: string; targetLabel: string | null };
export type ShownFolder = Omit<NonNullable<PlaceView['folder']>, 'items'> & { items: ShownEntry[] };

export interface ShownPlace {
  path: string;
  pathLabel: string;
  /** Every folder on the way, the last is the place itself. */
  crumbs: { label: string; path: string }[];
  /** Why nothing of it can be seen. */
  refusal?: string | undefined;
  entry?: ShownEntry | undefined;
  folder?: ShownFolder | null | undefined;
  /** Of a small text file. */
  text?: TextFileView | undefined;
  whyNoText?: string | undefined;
}

export interface FilesInstance {
  id: string;
  name: string;
  /** The slug. */
  tenant: string;
}

export interface FileActions {
  remove: FormAction;
  makeFolder: FormAction;
  makeFile: FormAction;
  save: FormAction;
}

export interface PlaceProps {
  instance: FilesInstance;
  place: ShownPlace;
  query: Query;
  actions: FileActions;
}
