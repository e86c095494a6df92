export type ImageSending = {
  query: Record<string, string>;
  /** One whole image, or metadata and root file system. */
  files: readonly File[];
  onProgress(sentBytes: number): void;
  signal: AbortSignal;
};

/** Sends it to the panel. Rejects with the server's words, or without any where nobody answered. */
export function sendImage({ query, files, onProgress, signal }: ImageSending): Promise<void> {
  const [first, second] = files;
  const all = { ...query, ...(second && { metadataBytes: String(first?.size ?? 0) }) };
  return new Promise((resolve, reject) => {
    // fetch tells nobody how much it has sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/images/upload?${new URLSearchParams(all)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new Error(messageOf(request.responseText)));
    };
    request.onerror = () => reject(new Error(''));
    request.onabort = () => reject(new Error(''));
    signal.addEventListener('abort', () => request.abort());
    request.send(new Blob([...files]));
  });
}

function messageOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } };
    return error?.message ?? '';
  } catch {
    return '';
  }
}
