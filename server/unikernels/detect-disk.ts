import type { ErrorReason } from '#server/errors.ts';
import type { Detected } from './detected.ts';

const sectorBytes = 512;

/**
 * The image of a disk or a disc, or null. Sources: QEMU, docs/interop/qcow2.txt; ECMA-119, 7.4 (ISO 9660); UEFI
 * specification 5.2 and 5.3 (MBR, GPT); filesystems by the magic numbers of their own headers in Linux.
 */
export function detectDisk(size: number, head: Buffer): Detected | null {
  const start = head.toString('latin1', 0, 4);
  if (start === 'QFI\xfb') return detectQcow2(head);
  const other = otherDisks.find(({ at, bytes }) => head.toString('latin1', at, at + bytes.length) === bytes);
  if (other) return { format: null, reason: 'format-other-disk', params: { name: other.name } };
  // A disc that may be written to a stick as well (isohybrid) is both; it is a disc first.
  if (head.toString('latin1', 32_769, 32_774) === 'CD001')
    return { format: 'iso', isBootable: hasBootRecord(head) };
  const isBootable = head.length >= sectorBytes && head.readUInt16LE(510) === 0xaa55;
  const hasTable = head.toString('latin1', 512, 520) === 'EFI PART';
  if (!isBootable && !hasTable && !hasFilesystem(head)) return null;
  if (size % sectorBytes !== 0) return refused('format-cut-disk');
  return { format: 'raw', isBootable };
}

function detectQcow2(head: Buffer): Detected {
  if (head.length < 104) return refused('format-qcow2-broken');
  const version = head.readUInt32BE(4);
  const clusterBits = head.readUInt32BE(20);
  if (version !== 2 && version !== 3) return refused('format-qcow2-broken');
  const virtualBytes = Number(head.readBigUInt64BE(24));
  if (clusterBits < 9 || clusterBits > 21) return refused('format-qcow2-broken');
  if (virtualBytes === 0 || !Number.isSafeInteger(virtualBytes)) return refused('format-qcow2-broken');
  if (head.readBigUInt64BE(8) !== 0n) return refused('format-qcow2-backing');
  if (head.readUInt32BE(32) !== 0) return refused('format-qcow2-encrypted');
  const incompatible = version === 3 ? head.readBigUInt64BE(72) : 0n;
  if (incompatible & 4n) return refused('format-qcow2-data-file');
  if (incompatible & 2n) return refused('format-qcow2-broken');
  return { format: 'qcow2', isBootable: true, virtualBytes };
}

/** El Torito 1.0: the second volume descriptor is a boot record. */
function hasBootRecord(head: Buffer): boolean {
  return head.toString('latin1', 34_816 + 7, 34_816 + 30) === 'EL TORITO SPECIFICATION';
}

function hasFilesystem(head: Buffer): boolean {
  const isExt = head.length > 1082 && head.readUInt16LE(1080) === 0xef53;
  const isBtrfs = head.toString('latin1', 65_600, 65_608) === '_BHRfS_M';
  return isExt || isBtrfs || ['hsqs', 'XFSB'].includes(head.toString('latin1', 0, 4));
}

const otherDisks = [
  { at: 0, bytes: 'KDMV', name: 'VMDK' },
  { at: 0, bytes: '# Disk DescriptorFile', name: 'VMDK' },
  { at: 0, bytes: 'vhdxfile', name: 'VHDX' },
  { at: 0, bytes: 'conectix', name: 'VHD' },
  { at: 64, bytes: '\x7f\x10\xda\xbe', name: 'VDI' },
  { at: 0, bytes: 'QED\0', name: 'QED' },
] as const;

function refused(reason: ErrorReason): Detected {
  return { format: null, reason, params: {} };
}
