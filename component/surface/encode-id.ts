/**
 * A node's id as Flume may see it: Flume puts it into selectors and joins it with others, and two
 * editors of a page may have equal ones.
 */
export function encodeId(editorId: string, nodeId: string): string {
  const safe = nodeId.replaceAll(
    /[^A-Za-z0-9]/g,
    (character) => `_${character.codePointAt(0)!.toString(16)}_`,
  );
  return `${editorId}-${safe}`;
}
