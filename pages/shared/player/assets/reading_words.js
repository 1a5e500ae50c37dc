// A picture in words: what there is and how many, and the name of each element; short where it repeats itself.

/** @import { ReadingGroup } from './protocol_types' */
/** @typedef {Record<string, string>} Words */
/** @typedef {{ group: number, row: number, at: number }} Place of an element: its group, and its row and place there */
/**
 * @typedef {object} Told the elements of a picture
 * @property {(element: number) => string} shown what one shows
 * @property {(element: number) => string} said the same with its name
 */

/**
 * A word for one, and another for more.
 * @param {Words} words
 * @param {string} name
 * @param {number} n
 */
export function count(words, name, n) {
  return n === 1 ? words[`${name}_one`] : fill(words[name], { n });
}

/**
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The groups of a panel with the places of their elements, which are told as distances from the one before.
 * @param {ReadingGroup[]} told
 */
export function placed(told) {
  let last = 0;
  const place = (/** @type {number} */ distance) => (last += distance);
  return told.map((group) => ({ ...group, rows: group.rows.map((row) => row.map(place)) }));
}

/** How large an axis is of which the first and the last are drawn. */
const size = (/** @type {number[]} */ numbers) => (numbers.at(-1) ?? 0) + 1;

/**
 * @param {ReadingGroup} group
 * @param {Words} words
 */
function array({ name, down, across }, words) {
  if (!across.length) return fill(words.read_number, { name });
  const columns = count(words, 'read_columns', size(across));
  if (!down.length) {
    return `${fill(words.read_vector, { name })}, ${count(words, 'read_numbers', size(across))}`;
  }
  return [fill(words.read_matrix, { name }), count(words, 'read_rows', size(down)), columns].join(', ');
}

/**
 * @param {ReadingGroup} group
 * @param {Words} words
 * @param {Told} told
 */
function network({ sizes, heads }, words, told) {
  const [inputs, ...layers] = sizes;
  const known = heads.length === layers.length ? heads : [];
  const said = layers.map((units, at) => {
    const many = count(words, at === layers.length - 1 ? 'read_outputs' : 'read_units', units);
    const how = known.length ? told.shown(known[at]) : '';
    return how ? `${many} (${how})` : many;
  });
  return `${words.read_network}: ${[count(words, 'read_inputs', inputs), ...said].join(', ')}`;
}

/**
 * What a group is, and how much of it there is.
 * @param {ReadingGroup} group
 * @param {Words} words
 * @param {Told} told
 */
export function heading(group, words, told) {
  const { kind, name, rows } = group;
  if (kind === 'network') return network(group, words, told);
  if (kind === 'array') return array(group, words);
  if (kind === 'units') return words.read_all_units;
  if (kind === 'weights') return fill(words.read_weights, { layer: name });
  return count(words, 'read_lines', rows.length);
}

/**
 * The structure of a whole picture.
 * @param {ReadingGroup[]} groups
 * @param {Words} words
 * @param {Told} told
 */
export function structure(groups, words, told) {
  return groups
    .filter(({ kind }) => kind !== 'units') // the network has said how many there are
    .map((group) => heading(group, words, told))
    .join('; ');
}

/**
 * The rows that can be walked through, of all groups.
 * @param {ReadingGroup[]} groups
 */
export function rowsOf(groups) {
  return groups.flatMap(({ rows }, group) => rows.map((row, at) => ({ group, row: at, elements: row })));
}

/** @type {Record<string, (group: ReadingGroup, row: number, at: number) => Record<string, string | number>>} */
const NUMBERS = {
  array: ({ name, down, across }, row, at) => ({
    ...{ name, row: down[row] ?? '', column: across[at] ?? '' },
    place: [name, down[row], across[at]].filter((one) => one !== undefined).join(' '),
  }),
  units: ({ down, across }, row, at) => ({ layer: down[row], n: across[at] }),
  weights: ({ name, down, across }, row, at) => ({ layer: name, from: down[row], to: across[at] }),
};

/** @type {Record<string, { whole: string, across: string, down: string }>} words for a name, and for a part of it */
const NAMES = {
  array: { whole: 'read_place', across: 'read_column', down: 'read_row' },
  units: { whole: 'read_unit', across: 'read_unit_short', down: 'read_unit' },
  weights: { whole: 'read_weight', across: 'read_weight_to', down: 'read_weight_from' },
};

/**
 * What of a name is new after a step from another place.
 * @param {ReadingGroup} group
 * @param {Place} to
 * @param {Place | null} from
 */
function news({ kind }, to, from) {
  const names = NAMES[kind];
  if (from?.group !== to.group) return names.whole;
  if (from.row === to.row) return names.across;
  return from.at === to.at ? names.down : names.whole;
}

/**
 * The name of an element: all of it, or what is new of it after a step from another place.
 * @param {ReadingGroup} group
 * @param {Place} to
 * @param {Place | null} from
 * @param {Words} words
 */
export function called(group, to, from, words) {
  if (group.kind === 'lines') return '';
  const numbers = NUMBERS[group.kind](group, to.row, to.at);
  const input = group.kind === 'units' && numbers.layer === 0;
  return fill(words[input ? 'read_input' : news(group, to, from)], numbers);
}

/**
 * All that an element says, with what stands beside it.
 * @param {ReadingGroup} group
 * @param {number} element
 * @param {Words} words
 * @param {Told} told
 */
export function value({ kind, beside }, element, words, told) {
  if (kind === 'lines') return told.said(element);
  const more = beside.filter(([of]) => of === element);
  const parts = more.map(([, name, other]) => [name, told.shown(other)]);
  const known = parts.filter(([, text]) => text);
  const spoken = known.map(([name, text]) => fill(words[`read_${name}`], { value: text }));
  const own = told.shown(element);
  return [...(own ? [own] : []), ...spoken].join(', ') || (kind === 'units' ? '' : words.read_empty);
}

/**
 * What is announced when one comes to a place.
 * @param {ReadingGroup[]} groups
 * @param {Place} to
 * @param {Place | null} from
 * @param {Words} words
 * @param {Told} told
 */
export function announced(groups, to, from, words, told) {
  const group = groups[to.group];
  const row = group.rows[to.row];
  const lines = group.kind === 'lines' && from?.group === to.group && from.row !== to.row;
  const parts = lines
    ? row.map((one) => told.said(one))
    : [called(group, to, from, words), value(group, row[to.at], words, told)];
  const said = parts.filter(Boolean).join(', ');
  return from?.group === to.group ? said : `${heading(group, words, told)}. ${said}`;
}
