/** What is said of groups, comments, and of what is done to them. */

const nodes = (count: number): string => (count === 1 ? '1 node' : `${count} nodes`);

export const GROUP_TEXT = {
  group: 'Group',
  groupTitle: 'Title of the group',
  groupNamed: (title: string, count: number, isCollapsed: boolean) =>
    `Group${title === '' ? '' : ` “${title}”`}, ${nodes(count)}${isCollapsed ? ', collapsed' : ''}`,
  nodes,
  collapse: 'Collapse',
  expand: 'Expand',
  comment: 'Comment',
  commentNamed: (text: string) => (text === '' ? 'Empty comment' : `Comment: ${text}`),
  commentText: 'Text of the comment',
  emptyComment: 'Double-click to write',
  nodeTitle: 'Title of the node',
  makeGroup: 'Group',
  ungroup: 'Ungroup',
  rename: 'Rename',
  editComment: 'Edit text',
  addComment: 'Add a comment',
  selectNodes: 'Select its nodes',
  leaveGroup: 'Take out of the group',
  deleteGroupNodes: 'Delete with its nodes',
  resetWidth: 'Usual width',
  wider: 'Wider',
  narrower: 'Narrower',
  taller: 'Taller',
  shorter: 'Shorter',
  colors: {
    yellow: 'Yellow',
    orange: 'Orange',
    red: 'Red',
    pink: 'Pink',
    purple: 'Purple',
    blue: 'Blue',
    green: 'Green',
    grey: 'Grey',
  },
};
