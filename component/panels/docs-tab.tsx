/** What a node does, in its author's words. */
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { describeSchema } from '../../src/config/describe-schema.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor, useEditorState } from '../editor-context.js';
import type { EditorText } from '../text/english.js';
import { useText } from '../text/use-text.js';
import { categoryText } from '../menu/search-types.js';
import { previewText } from './preview.js';

/** The description of a node and of its ports. */
export function DocsTab({ node }: { node: GraphNode }): ReactElement {
  const { nodeTypes, portsOf } = useEditor();
  const text = useText().inspector;
  const type = nodeTypes.get(node.type);
  const { inputs, outputs } = portsOf(node);
  const category = type === undefined ? '' : categoryText(type);
  return (
    <div className="mr-docs">
      <p className="mr-docs-text">
        {type?.description ?? <span className="mr-muted">{text.noDescription}</span>}
      </p>
      <Ports title={text.inputs} node={node} ports={inputs} />
      <Ports title={text.outputs} node={node} ports={outputs} />
      <Examples of={type?.examples ?? []} />
      <dl className="mr-docs-facts">
        {category !== '' && <Fact name={text.category}>{category}</Fact>}
        <Fact name={text.type}>
          <code>{node.type}</code>
        </Fact>
        {type?.async === true && <Fact name={text.runs}>{text.asynchronously}</Fact>}
      </dl>
    </div>
  );
}

function Examples({ of }: { of: readonly string[] }): ReactElement | null {
  const text = useText().inspector;
  if (of.length === 0) return null;
  return (
    <section>
      <h3 className="mr-inspector-name">{of.length === 1 ? text.example : text.examples}</h3>
      {of.map((example, index) => (
        <pre key={index} className="mr-docs-example" tabIndex={0}>
          {example}
        </pre>
      ))}
    </section>
  );
}

interface PortsProps {
  readonly title: string;
  readonly node: GraphNode;
  readonly ports: readonly (InputPort | OutputPort)[];
}

function Ports({ title, node, ports }: PortsProps): ReactElement | null {
  if (ports.length === 0) return null;
  return (
    <section>
      <h3 className="mr-inspector-name">{title}</h3>
      <dl className="mr-docs-ports">
        {ports.map((port) => (
          <Port key={port.name} node={node} port={port} />
        ))}
      </dl>
    </section>
  );
}

interface PortProps {
  readonly node: GraphNode;
  readonly port: InputPort | OutputPort;
}

function Port({ node, port }: PortProps): ReactElement {
  const { typeOf } = useEditor();
  const text = useText().inspector;
  const side = 'required' in port ? 'input' : 'output';
  // What is wired somewhere before it may change what it is.
  const schema = useEditorState(() => typeOf(node.id, port.name, side) ?? port.schema);
  const type = useMemo(() => describeSchema(schema), [schema]);
  return (
    <div className="mr-docs-port">
      <dt>
        {port.label} <span className="mr-muted">{detailOf(port, type, text)}</span>
      </dt>
      {port.description !== undefined && <dd>{port.description}</dd>}
    </div>
  );
}

function detailOf(
  port: InputPort | OutputPort,
  type: string,
  text: EditorText['inspector'],
): string {
  const parts = [type];
  if ('required' in port && port.required) parts.push(text.required);
  if ('default' in port) parts.push(text.default(previewText(port.default)));
  else if ('defaultText' in port) parts.push(text.default(port.defaultText ?? ''));
  return parts.join(', ');
}

function Fact({ name, children }: { name: string; children: ReactElement | string }): ReactElement {
  return (
    <div className="mr-docs-fact">
      <dt className="mr-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
