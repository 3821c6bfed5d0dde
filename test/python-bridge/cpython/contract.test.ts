import { createCPython } from '../../../python-bridge/cpython/create.js';
import { testStopping, type StopMaker } from '../../contract/python-stop.js';
import { testPythonRuntime } from '../../contract/python-runtime.js';

const NAME = 'createCPython()';
const maker: StopMaker = {
  // A task that is left over may have its traceback printed.
  create: (modules) => createCPython({ modules, onPrinted: () => undefined }),
  canEnd: true,
  hearsAtOnce: true,
  recursion: 'python-error',
};

testPythonRuntime(NAME, maker);
testStopping(NAME, maker);
