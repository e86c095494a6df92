import { DetailedError, Upload } from 'tus-js-client';
import type { UploadPurpose } from '#server/uploads/schema.ts';

const mib = 1024 ** 2;
/** Small enough that a proxy with a limit takes a part, and that the panel's other pages wait for none. */
const chunkBytes = 8 * mib;

export type Target = { tenant: string; purpose: UploadPurpose };
type Told = {
  onProgress(sentBytes: number): void;
  onSent(id: string): void;
  /** `message` is the panel's own words, where it has said why. */
  onFailed(message: string | null): void;
};

/**
 * A file on its way to the panel by the tus protocol. What was sent before of the same file, also before a reload, is
 * not sent again. A line that breaks off is tried again for a minute by itself.
 */
export function sendFile(file: File, target: Target, told: Told): Upload {
  const upload: Upload = new Upload(file, {
    endpoint: endpointOf(target),
    chunkSize: chunkBytes,
    metadata: { filename: file.name, purpose: target.purpose },
    fingerprint: async () => fingerprintOf(file, target),
    removeFingerprintOnSuccess: true,
    retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 20_000],
    onShouldRetry: (error) => isPassing(statusOf(error)),
    onProgress: (sentBytes) => told.onProgress(sentBytes),
    onSuccess: () => told.onSent(upload.url?.split('/').at(-1) ?? ''),
    onError: (error) => told.onFailed(wordsOf(error)),
  });
  return upload;
}

/** Goes on where an earlier try has ended, or begins. */
export async function startOrResume(upload: Upload): Promise<void> {
  const [former] = await upload.findPreviousUploads();
  if (former) upload.resumeFromPreviousUpload(former);
  upload.start();
}

export type Unfinished = { fileName: string; sizeBytes: number };

/** What was begun here for this purpose and is not whole, by what the browser remembers. */
export async function findUnfinished(target: Target): Promise<Unfinished | undefined> {
  const probe = new Upload(new Blob([]), { endpoint: endpointOf(target) });
  const all = (await probe.options.urlStorage?.findAllUploads()) ?? [];
  const ours = all.filter(({ urlStorageKey }) =>
    urlStorageKey.includes(`${target.tenant}/${target.purpose}/`),
  );
  const last = ours.sort((a, b) => Date.parse(a.creationTime) - Date.parse(b.creationTime)).at(-1);
  return last && { fileName: last.metadata.filename ?? '', sizeBytes: last.size ?? 0 };
}

function endpointOf({ tenant }: Target): string {
  return `/api/uploads?tenant=${encodeURIComponent(tenant)}`;
}

function fingerprintOf({ name, size, lastModified }: File, { tenant, purpose }: Target): string {
  return ['berth', `${tenant}/${purpose}/${size}`, lastModified, name].join('-');
}

/** Another offset is asked for anew; a refusal stays one. */
function isPassing(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || status >= 500;
}

function statusOf(error: Error): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function wordsOf(error: Error): string | null {
  if (!(error instanceof DetailedError)) return null;
  const words = error.originalResponse?.getHeader('x-berth-message');
  return words ? decodeURIComponent(words) : null;
}
