/** The line of a port's menu that makes it a port of the graph, or takes it from these. */
import { promotedPorts } from '../../src/graph/edit-promoted.js';
import type { EditorContextValue } from '../editor-context.js';
import type { MenuCommand } from '../menu/menu-item.js';
import type { PortEnd } from '../surface/port-end.js';

/** What can be done with a port as one of the graph's. */
export function promotionItem(
  { nodeId, portName, side: at }: PortEnd,
  { getState, text, dispatch }: EditorContextValue,
): MenuCommand {
  const side = at === 'input' ? 'inputs' : 'outputs';
  const end = { nodeId, portName };
  const known = promotedPorts(getState().graph, side).find(
    (port) => port.nodeId === nodeId && port.portName === portName,
  );
  return {
    label: known === undefined ? text.subgraphs.promote : text.subgraphs.withdraw,
    icon: 'subgraph',
    onSelect: () =>
      known === undefined
        ? dispatch({ type: 'promotePort', side, ...end })
        : dispatch({ type: 'withdrawPort', side, name: known.name, end }),
  };
}
