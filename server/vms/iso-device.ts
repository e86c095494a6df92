/** The engine's volume of a disc: its configuration cannot hold our id, so its name does. */
export function isoVolume(isoId: string): string {
  return `berth-iso-${isoId}`;
}

/** The device of a VM that has the disc: short, for QEMU's names of drives are. */
export function isoDeviceName(isoId: string): string {
  return `iso-${isoId.slice(-12)}`;
}

/** Above every disk and network card that has none of its own. Source: Incus docs, "Type: disk", boot.priority. */
const firstPriority = '10';

export function isoDevice(isoId: string, pool: string, bootsFirst: boolean): Record<string, string> {
  const device = { type: 'disk', pool, source: isoVolume(isoId) };
  return bootsFirst ? { ...device, 'boot.priority': firstPriority } : device;
}
