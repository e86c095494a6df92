import type { AppSettings } from '#server/images/app-schema.ts';
import type { KnownKvm } from '#server/nodes/known-kvm.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import type { KindFacts } from './kinds/facts-schema.ts';
import type { InstanceKind } from './kinds/schema.ts';
import type { Price, Rates } from './price-schema.ts';
import type { InstanceView, Size } from './schema.ts';

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
    /** Of one that is emulated, slowly, where its node has none; null: it never is. */
    kvm: KnownKvm | null;
  }[];
  images: (NonNullable<InstanceView['image']> & {
    kind: InstanceKind;
    /** What can be made of it: an entry for apps is for sandboxes as well. */
    kinds: InstanceKind[];
    /** Versions of one system have the same: `debian`. */
    family: string;
    description: string;
    /** Made by the tenant, of an instance. */
    isOwn: boolean;
    minDiskBytes: number;
    minMemoryBytes: number;
    hasCloudInit: boolean;
    /** What a form begins with where it is an entry for apps. */
    app: AppSettings | null;
  })[];
  plans: (Size & {
    id: string;
    slug: string;
    name: string;
    kind: InstanceKind;
    trafficBytes: number;
    price: Price;
    allowances: Allowances;
  })[];
  allowsOwnSize: boolean;
  /** Of a size of one's own. */
  allowances: Allowances;
  rates: Rates;
  quota: Record<KindFacts['quota'] | 'vcpus' | 'memoryBytes' | 'diskBytes', Left>;
  sshKeys: { id: string; name: string; type: string; fingerprint: string }[];
  /** Where the tenant can sign in for images. */
  registries: { id: string; host: string; username: string | null }[];
  /** Discs that can be put into a VM. */
  isos: { id: string; name: string; sizeBytes: number }[];
  /** Files that were uploaded whole, for unikernels. */
  uploads: { id: string; name: string; purpose: string; sizeBytes: number; format: string | null }[];
  /** Whether its disk can be in a vault; `shared` is the tenant's own, once there is one. */
  vaults: {
    isSupported: boolean;
    reason: string | null;
    reasonKey: string | null;
    params: Record<string, string>;
    shared: InstanceView['vault'];
  };
};
