import { expect, jest, test } from '@jest/globals';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { FlowEditor, Inspector, MiniMap, Palette, Toolbar } from '../../component/index.js';
import { chain, config } from './nodes.js';

test('a server without a DOM renders the nodes, and React says nothing', () => {
  expect(typeof document).toBe('undefined');
  const errors = jest.spyOn(console, 'error');
  const html = renderToString(
    createElement(
      FlowEditor,
      { config, defaultGraph: chain },
      createElement(Palette),
      createElement(Toolbar),
      createElement(Inspector),
      createElement(MiniMap),
    ),
  );
  expect(html.match(/data-flume-component="node"/g)).toHaveLength(2);
  expect(html.match(/class="mr-node-title"[^>]*>Add</g)).toHaveLength(2);
  expect(html).toContain('data-theme="light"');
  expect(errors).not.toHaveBeenCalled();
  errors.mockRestore();
});
