import type { InstanceKind } from './kinds/schema.ts';
import type { Size } from './schema.ts';

type Input = Pick<Size, 'vcpus' | 'memoryBytes'> & {
  id: string;
  kind: InstanceKind;
  ipv4: string;
  gateway: string;
  sshKeys: readonly string[];
  userData: string | undefined;
};

/** The engine's configuration of an instance; the templates of our images read the `user.berth.*` keys. */
export function engineConfig(input: Input): Record<string, string> {
  return {
    ...sizeConfig(input),
    'user.berth.id': input.id,
    'user.berth.kind': input.kind,
    'user.berth.ipv4': `${input.ipv4}/24`,
    'user.berth.gateway': input.gateway,
    'user.berth.dns': input.gateway,
    ...guestConfig(input.sshKeys, input.userData),
  };
}

export function sizeConfig({ vcpus, memoryBytes }: Pick<Size, 'vcpus' | 'memoryBytes'>) {
  return { 'limits.cpu': String(vcpus), 'limits.memory': `${memoryBytes}B` };
}

/** What the guest is given at its first start. Images of others know cloud-init alone, so it gets the keys too. */
export function guestConfig(
  sshKeys: readonly string[],
  userData: string | undefined,
): Record<string, string> {
  return {
    'user.berth.ssh-keys': sshKeys.join('\n'),
    ...(userData !== undefined && { 'cloud-init.user-data': userData }),
  };
}
