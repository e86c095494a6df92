import { createContext, use } from 'react';

/** What the button and the zone of a folder share: files that somebody chose, by whichever of them. */
export const UploadsContext = createContext<(files: Iterable<File>) => void>(() => {});

export function useUpload() {
  return use(UploadsContext);
}
