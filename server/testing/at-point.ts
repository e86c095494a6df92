/** An error of `act` says at which point it came: a test that goes through many points fails in one of them. */
export async function atPoint<Result>(point: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error) error.message = `${point}: ${error.message}`;
    throw error;
  }
}
