/** A group: a titled box round its nodes, or, collapsed, a card in their place. */
import ChevronDown from 'lucide-react/icons/chevron-down';
import { memo } from 'react';
import type { ReactElement } from 'react';
import type { NodeGroup } from '../../src/graph/groups.js';
import { useEditor } from '../editor-context.js';
import { Picture } from '../icons/picture.js';
import { TitleField } from '../naming/title-field.js';
import { useCanvasItem } from '../naming/use-canvas-item.js';
import { useNaming } from '../naming/use-naming.js';
import { markKey } from '../store/marks.js';
import type { Surface } from '../surface/surface.js';
import { GroupStatus } from './group-status.js';

/** What a group is rendered from. */
export interface GroupViewProps {
  readonly group: NodeGroup;
  readonly surface: Surface;
}

export const GroupView = memo(function GroupView(props: GroupViewProps): ReactElement {
  const { group, surface } = props;
  const { id, title, color = 'grey', collapsed, nodeIds } = group;
  const { text } = useEditor();
  const item = useCanvasItem(surface, 'group', { id, look: collapsed });
  return (
    <div
      className="mr-group"
      {...item}
      data-mr-group={id}
      data-mr-mark={markKey({ type: 'group', id })}
      data-mr-tone={color}
      data-mr-collapsed={collapsed ? '' : undefined}
      tabIndex={0}
      role="group"
      aria-roledescription={text.groups.group}
      aria-label={text.groups.groupNamed(title, nodeIds.length, collapsed)}
    >
      <div className="mr-group-head">
        <GroupToggle group={group} />
        <GroupTitle group={group} />
        {collapsed && <GroupStatus nodeIds={nodeIds} />}
      </div>
      {collapsed && (
        <>
          <div className="mr-group-count">{text.groups.nodes(nodeIds.length)}</div>
          <div className="mr-group-ports" aria-hidden="true" />
        </>
      )}
    </div>
  );
});

/** Opens and closes a group; by keys it is the action's, so it is no stop of its own. */
function GroupToggle({ group }: { readonly group: NodeGroup }): ReactElement | null {
  const { text, readOnly, dispatch } = useEditor();
  if (readOnly) return null;
  const { id, collapsed } = group;
  const label = collapsed ? text.groups.expand : text.groups.collapse;
  return (
    <button
      type="button"
      className="mr-fold"
      tabIndex={-1}
      title={label}
      aria-label={label}
      aria-expanded={!collapsed}
      onClick={() =>
        dispatch({
          type: 'changeGroups',
          ids: [id],
          patch: { collapsed: collapsed ? undefined : true },
        })
      }
    >
      <Picture of={ChevronDown} size={14} />
    </button>
  );
}

function GroupTitle({ group }: { readonly group: NodeGroup }): ReactElement {
  const { id, title } = group;
  const { text, dispatch } = useEditor();
  const isNamed = useNaming('group', id);
  if (!isNamed) {
    return (
      <span className="mr-group-title" title={title}>
        {title === '' ? text.groups.group : title}
      </span>
    );
  }
  return (
    <TitleField
      value={title}
      placeholder={text.groups.group}
      label={text.groups.groupTitle}
      onWrite={(written) =>
        dispatch({ type: 'changeGroups', ids: [id], patch: { title: written } })
      }
    />
  );
}
