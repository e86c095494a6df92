import { StepError } from '../step-error.mjs';

/** One line from the terminal, not shown while it is typed. */
export function askSecret(question, { input = process.stdin, output = process.stderr } = {}) {
  output.write(`\r\x1b[K${question}`); // over the name of the step that asks
  input.setRawMode(true);
  input.setEncoding('utf8').resume();
  let typed = '';
  return new Promise((resolve, reject) => {
    const end = (settle) => {
      input.off('data', read).setRawMode(false).pause();
      output.write('\n');
      settle();
    };
    const read = (text) => {
      for (const key of text) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed));
        if (key === '\u0003' || key === '\u0004') return end(() => reject(stopped()));
        typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key;
      }
    };
    input.on('data', read);
  });
}

function stopped() {
  return new StepError('stopped at the passphrase', 'run it again; nothing was changed');
}
