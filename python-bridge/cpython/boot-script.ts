/**
 * What the interpreter is started with. It has to be understood by every Python there is, so that
 * one that is too old can say so; all else is in `millrace_host/serve.py`.
 */
export const bootScript = `
import sys
if sys.version_info < (3, 10):
    import json
    text = "Python 3.10 or later is needed, and %s is Python %s; give another one"
    text = text % (sys.executable, sys.version.split()[0])
    sys.stdout.write(json.dumps({"type": "fatal", "code": "python-too-old", "text": text}) + "\\n")
    sys.stdout.flush()
    sys.exit(1)
import os
folder, search = sys.argv[1:3]
options = sys.argv[3:]
sys.argv[1:] = []
sys.path[:] = [folder] + [one for one in search.split(os.pathsep) if one] + [
    one for one in sys.path if one
]
from millrace_host.serve import serve
serve(*options)
`;
