/** What is said of a card that gets the focus, after its name. */
import { own } from '../../src/config/document.js';
import type { WalkContext } from './walk.js';

/** Writes it where `aria-describedby` finds it: one element for all cards, as one has the focus. */
export function describeCard({ editor }: WalkContext, id: string, card: HTMLElement): void {
  const aboutId = `${editor.editorId}-about`;
  const root = card.getRootNode() as Document | ShadowRoot;
  const about = root.getElementById(aboutId);
  if (about === null) return;
  about.textContent = aboutNode(editor, id);
  card.setAttribute('aria-describedby', aboutId);
}

function aboutNode(editor: WalkContext['editor'], id: string): string {
  const { text, statuses, getState, nodeTypes, portsOf } = editor;
  const node = own(getState().graph.nodes, id);
  if (node === undefined) return '';
  const { status, report } = statuses.get(id);
  const { inputs, outputs } = portsOf(node);
  const { keyboard } = text;
  return [
    !nodeTypes.has(node.type) && keyboard.unknownType,
    node.disabled === true && keyboard.disabled,
    node.collapsed === true && keyboard.collapsed,
    text.status[status],
    status === 'error' && report?.error?.message,
    keyboard.ports(inputs.length, outputs.length),
  ]
    .filter(Boolean)
    .join(', ');
}
