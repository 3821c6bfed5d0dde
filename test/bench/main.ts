/** Answers one question, in a process of its own: `main <question> [--quick] [--json]`. */
import { print } from './print.js';
import { extentOf } from './question.js';
import { PYTHON_QUESTIONS, QUESTIONS } from './questions/index.js';

const [name = '', ...flags] = process.argv.slice(2);
if (name === 'names') {
  const asked = flags.includes('--python') ? PYTHON_QUESTIONS : QUESTIONS;
  console.log(JSON.stringify([...asked.keys()]));
} else {
  const load = QUESTIONS.get(name) ?? PYTHON_QUESTIONS.get(name);
  if (load === undefined) {
    const known = [...QUESTIONS.keys(), ...PYTHON_QUESTIONS.keys()].join(', ');
    throw new Error(`no question ${JSON.stringify(name)}; there are ${known}`);
  }
  const question = await load();
  const answer = await question(extentOf(flags.includes('--quick')));
  console.log(flags.includes('--json') ? JSON.stringify({ name, ...answer }) : print(answer));
}
