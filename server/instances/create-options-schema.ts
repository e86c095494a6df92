import type { InstanceKind, InstanceView, Price, Rates, Size } from './schema.ts';

type Left = { limit: number; used: number; left: number };

/** Everything that the form of a new instance shows and offers. */
export type CreateOptions = {
  tenant: { id: string; slug: string; name: string; state: string };
  suggestedName: string;
  /** `reasonKey` with `params` is the reason as a key of the error messages. */
  kinds: {
    kind: InstanceKind;
    isSupported: boolean;
    reason: string | null;
    reasonKey: string | null;
    params: Record<string, string>;
  }[];
  images: (NonNullable<InstanceView['image']> & {
    kind: InstanceKind;
    minDiskBytes: number;
    hasCloudInit: boolean;
  })[];
  plans: (Size & {
    id: string;
    slug: string;
    name: string;
    kind: InstanceKind;
    trafficBytes: number;
    price: Price;
  })[];
  allowsOwnSize: boolean;
  rates: Rates;
  quota: { lightVms: Left; vcpus: Left; memoryBytes: Left; diskBytes: Left };
  sshKeys: { id: string; name: string; type: string; fingerprint: string }[];
  /** Whether its disk can be in a vault; `shared` is the tenant's own, once there is one. */
  vaults: {
    isSupported: boolean;
    reason: string | null;
    reasonKey: string | null;
    params: Record<string, string>;
    shared: InstanceView['vault'];
  };
};
