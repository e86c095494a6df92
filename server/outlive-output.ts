/**
 * Whoever read our output may go away (a closed terminal, `| head`). Without this each line that cannot be written
 * is an error, which is logged, which cannot be written: for ever, at full speed.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
