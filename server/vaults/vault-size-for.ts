const gib = 1024 ** 3;
/** What btrfs keeps for itself of each byte, and the image that lies unpacked beside the disks. */
const share = 1.03;
const besideBytes = gib;

/** How large a vault has to be, in whole GiB, so that disks of so many bytes in all can be filled. */
export function vaultSizeFor(diskBytes: number): number {
  return Math.ceil((diskBytes * share + besideBytes) / gib) * gib;
}

/** The same with as much again for what comes next: an image takes only what is written. */
export function ampleSizeFor(diskBytes: number): number {
  return vaultSizeFor(2 * diskBytes);
}
