import { type Prisma, type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';

type Row = Omit<Prisma.ImageUncheckedCreateInput, 'id' | 'state' | 'isEnabled' | 'isPresent' | 'tenantId'>;

/** The row of one of the provider's images that is being made: nobody can choose it yet. @returns its id */
export async function reserveAlias(tx: Tx, row: Row): Promise<string> {
  try {
    const { id } = await tx.image.create({
      data: { ...row, state: 'creating', isEnabled: false, isPresent: false },
      select: { id: true },
    });
    return id;
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    const { alias } = row;
    throw new AppError('conflict', 'image-alias-taken', { alias }, { field: 'alias', cause: error });
  }
}
