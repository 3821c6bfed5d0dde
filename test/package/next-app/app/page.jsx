/** A server component: the core checks the graph where it is, and the editor goes to the browser. */
import { checkGraph, parseGraph } from 'millrace';
import { Editor } from './editor.jsx';
import { config, start } from './graph.js';

export default function Page() {
  const problems = checkGraph(parseGraph(start, config).graph, config);
  return (
    <main>
      <p id="checked">{problems.length} problems</p>
      {/* As it was saved: React hands plain objects from here to there, and parsed records are none. */}
      <Editor config={config} graph={start} />
    </main>
  );
}
