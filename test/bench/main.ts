/** Answers one question, in a process of its own: `main <question> [--quick] [--json] …`. */
import { print } from './print.js';
import { extentOf } from './question.js';
import { EDITOR_QUESTIONS, PYTHON_QUESTIONS, QUESTIONS } from './questions/index.js';

const [name = '', ...flags] = process.argv.slice(2);
if (name === 'names') {
  const about = flags.includes('--editor') ? EDITOR_QUESTIONS : QUESTIONS;
  const asked = flags.includes('--python') ? PYTHON_QUESTIONS : about;
  console.log(JSON.stringify([...asked.keys()]));
} else {
  const all = new Map([...QUESTIONS, ...PYTHON_QUESTIONS, ...EDITOR_QUESTIONS]);
  const load = all.get(name);
  if (load === undefined) {
    const known = [...all.keys()].join(', ');
    throw new Error(`no question ${JSON.stringify(name)}; there are ${known}`);
  }
  const question = await load();
  const answer = await question(extentOf(flags));
  console.log(flags.includes('--json') ? JSON.stringify({ name, ...answer }) : print(answer));
}
