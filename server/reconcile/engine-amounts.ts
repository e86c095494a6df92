const unitBytes: Record<string, number> = {
  '': 1,
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** `128MiB`, `134217728B` → bytes. Source: Incus docs, "Units for storage and network limits". */
export function engineBytes(text: string | undefined): number | undefined {
  const match = /^(\d+)\s*([a-zA-Z]*)$/.exec(text ?? '');
  const unit = match && unitBytes[match[2] ?? ''];
  return match && unit ? Number(match[1]) * unit : undefined;
}

/** `2`, `02`, `0-1`, `0,3` → how many. Source: Incus docs, "CPU pinning". */
export function engineCpus(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return undefined;
  return text.split(',').reduce((sum, part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return sum + to - from + 1;
  }, 0);
}

/** Whether two values of a key mean the same: the engine takes `1GiB` and `1024MiB` alike. */
export function isSameAmount(key: string, is: string | undefined, wanted: string | undefined): boolean {
  if (is === wanted) return true;
  // Pinned to so many is not the same as so many of all.
  if (key === 'limits.cpu') {
    return /^\d+$/.test(is ?? '') && /^\d+$/.test(wanted ?? '') && Number(is) === Number(wanted);
  }
  const bytes = engineBytes(is);
  return bytes !== undefined && bytes === engineBytes(wanted);
}
