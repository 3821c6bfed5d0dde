/** What a dragged node type is called in a `DataTransfer`; a host's own palette may drag it, too. */
export const NODE_DRAG_TYPE = 'application/x-millrace-node';
