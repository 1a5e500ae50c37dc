// What a figure's layout says, with what it takes from its template.

/** @param {any} value */
const nested = (value) => value && typeof value === 'object' && !Array.isArray(value);

/**
 * What a template says, and what the figure says of itself.
 * @param {any} template
 * @param {any} own
 * @returns {any}
 */
export function over(template, own) {
  const joined = Object.keys({ ...template, ...own }).map((key) => {
    const [low, high] = [template?.[key], own?.[key]];
    return [key, nested(low) && nested(high) ? over(low, high) : (high ?? low)];
  });
  return Object.fromEntries(joined);
}
