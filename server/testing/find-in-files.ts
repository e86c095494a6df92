import { spawn } from 'node:child_process';

/** Reads only what a sparse file has, in pieces that overlap by the longest needle. A device has no holes to tell of. */
const program = `
import errno, json, os, sys

def next_piece(fd, at):
    try:
        start = os.lseek(fd, at, os.SEEK_DATA)
        return start, os.pread(fd, min(8 << 20, os.lseek(fd, start, os.SEEK_HOLE) - start), start)
    except OSError as error:
        return (at, b"") if error.errno == errno.ENXIO else (at, os.pread(fd, 8 << 20, at))

def holds(path, needles):
    overlap = max(map(len, needles)) - 1
    try:
        fd, at, tail = os.open(path, os.O_RDONLY), 0, b""
    except FileNotFoundError:
        return False
    while True:
        start, piece = next_piece(fd, at)
        if not piece:
            return False
        text = (tail if start == at else b"") + piece
        if any(each in text for each in needles):
            return True
        at, tail = start + len(piece), text[-overlap:]

order = json.load(sys.stdin)
needles = [bytes.fromhex(each) for each in order["needles"]]
print(json.dumps([path for path in order["paths"] if holds(path, needles)]))
`;

/** The files that hold one of these texts anywhere. What is looked for goes by standard input: it is in no list of processes. */
export function findInFiles(paths: readonly string[], needles: readonly Buffer[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (piece) => {
      output += String(piece);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as string[]);
      else reject(new Error(`searching ended with ${code}`));
    });
    child.stdin.end(JSON.stringify({ paths, needles: needles.map((each) => each.toString('hex')) }));
  });
}
