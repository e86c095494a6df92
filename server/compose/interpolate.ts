/** What a variable is used as. `fallback`: what stands in for it; `required`: what is said when there is none. */
export type Use = { name: string; fallback: string | null; required: string | null };
/** The value of a variable, or undefined where it is not set; told of each use. */
export type LookUp = (use: Use) => { value: string; isSecret: boolean } | undefined;
export type Interpolated = { text: string; isSecret: boolean };

const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const maxDepth = 8;

/** What is no use of a variable that Compose knows: `${A/b/c}`, `${`, a brace that is not closed. */
export class BadInterpolation extends Error {}

/**
 * `$NAME`, `${NAME}`, `${NAME:-x}`, `${NAME-x}`, `${NAME:?x}`, `${NAME?x}`, `${NAME:+x}`, `${NAME+x}`, nested, and `$$`
 * for a dollar. Source: the Compose Specification, "Interpolation"; `+` is of its reference implementation. What is not
 * set is empty. Throws BadInterpolation.
 */
export function interpolate(text: string, lookUp: LookUp, depth = 0): Interpolated {
  if (depth > maxDepth) throw new BadInterpolation(text);
  let out = '';
  let isSecret = false;
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '$') {
      out += text[at++];
      continue;
    }
    if (text[at + 1] === '$') {
      out += '$';
      at += 2;
      continue;
    }
    const isBraced = text[at + 1] === '{';
    const found = nameAt(text, at + (isBraced ? 2 : 1));
    if (!isBraced && !found) {
      out += text[at++];
      continue;
    }
    if (!found) throw new BadInterpolation(text);
    const end = isBraced ? closing(text, at + 2) : at + 1 + found.length;
    const rest = isBraced ? text.slice(at + 2 + found.length, end) : '';
    const part = expand(found, rest, lookUp, depth);
    out += part.text;
    isSecret ||= part.isSecret;
    at = isBraced ? end + 1 : end;
  }
  return { text: out, isSecret };
}

function expand(variable: string, rest: string, lookUp: LookUp, depth: number): Interpolated {
  const [, colon, operator, word = ''] = /^(:?)([-?+])([\s\S]*)$/.exec(rest) ?? [];
  if (rest !== '' && !operator) throw new BadInterpolation(`\${${variable}${rest}}`);
  const other = operator === '?' ? { text: word, isSecret: false } : interpolate(word, lookUp, depth + 1);
  const set = lookUp({
    name: variable,
    fallback: operator === '-' ? other.text : null,
    required: operator === '?' ? word : null,
  });
  const isThere = set !== undefined && !(colon && set.value === '');
  if (operator === '+') return isThere ? other : { text: '', isSecret: false };
  if (isThere) return { text: set.value, isSecret: set.isSecret };
  return operator === '-' ? other : { text: '', isSecret: false };
}

function nameAt(text: string, at: number): string | undefined {
  name.lastIndex = at;
  return name.exec(text)?.[0];
}

/** The brace that closes the one before `from`. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '$' && text[at + 1] === '{') open += 1;
    if (text[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  throw new BadInterpolation(text);
}
