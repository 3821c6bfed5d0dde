/** Names of code as words for people. */

/** `addNormal`, `add_normal` and `AddNormal` as `Add normal`; `parseHTMLText` as `Parse HTML text`. */
export function labelOf(name: string): string {
  const words = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_\-$]+/u)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}{2,}\p{N}*$/u.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  if (text === '') return name;
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
