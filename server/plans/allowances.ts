/** What a plan allows beside its size, or a plan set for sizes of one's own. */
export type Allowances = {
  /** Containers inside its light VMs. */
  allowsNesting: boolean;
  /** Unikernels on nodes without KVM. */
  allowsEmulation: boolean;
  /** Apps without a seccomp profile. */
  allowsUnconfined: boolean;
  maxUploadBytes: number;
};

/** Where nothing says otherwise. */
export const nothingAllowed: Allowances = {
  allowsNesting: false,
  allowsEmulation: false,
  allowsUnconfined: false,
  maxUploadBytes: 0,
};

type Row = Omit<Allowances, 'maxUploadBytes'> & { maxUploadBytes: bigint | number };

export const selectAllowances = {
  allowsNesting: true,
  allowsEmulation: true,
  allowsUnconfined: true,
  maxUploadBytes: true,
} as const;

export function toAllowances({ allowsNesting, allowsEmulation, allowsUnconfined, ...row }: Row): Allowances {
  return { allowsNesting, allowsEmulation, allowsUnconfined, maxUploadBytes: Number(row.maxUploadBytes) };
}
