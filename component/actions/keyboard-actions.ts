/** What opens for the keyboard: the list of keys, and of ports to wire a port to. */
import { own } from '../../src/config/document.js';
import type { EditorContextValue } from '../editor-context.js';
import type { PortEnd } from '../surface/port-end.js';
import type { EditorAction } from './action.js';

export const KEYBOARD_ACTIONS: readonly EditorAction[] = [
  {
    id: 'connect',
    label: ({ actions }) => actions.connect,
    keys: ['C'],
    opens: true,
    isEnabled: (editor) => firstPort(editor) !== undefined,
    run(editor) {
      const end = firstPort(editor);
      if (end === undefined) return;
      editor.focusPort(end);
      editor.openConnectPicker(end);
    },
  },
  {
    id: 'shortcuts',
    label: ({ actions }) => actions.shortcuts,
    keys: ['?'],
    harmless: true,
    opens: true,
    everywhere: true,
    run: (editor) => editor.openShortcuts(),
  },
];

/** The first output of the only node that is selected; of one that has none the first input. */
function firstPort({ getState, portsOf }: EditorContextValue): PortEnd | undefined {
  const { selection, graph } = getState();
  const [id = ''] = selection.size === 1 ? selection : [];
  const node = own(graph.nodes, id);
  if (node === undefined) return undefined;
  const { inputs, outputs } = portsOf(node);
  const [output] = outputs;
  if (output !== undefined) return { nodeId: id, portName: output.name, side: 'output' };
  const input = inputs.find(({ hidePort }) => hidePort !== true);
  return input && { nodeId: id, portName: input.name, side: 'input' };
}
