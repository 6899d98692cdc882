"""typst (PyPI `typst`): the same pages, compiled in process, one file each in memory."""
import json
import pathlib
import resource
import sys
import time

import typst

here = pathlib.Path(__file__).parent
records = json.load(open(sys.argv[1]))
count = int(sys.argv[2])
compiler = typst.Compiler(
    str(here / "form.typ"), font_paths=["/usr/share/fonts/truetype/ipamj"], ignore_system_fonts=True
)


def page(record):
    return compiler.compile(format="pdf", sys_inputs={"r": json.dumps(record, ensure_ascii=False)})


page(records[0])
start = time.perf_counter()
for index in range(count):
    page(records[index % len(records)])
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"typst {typst.__version__ if hasattr(typst, '__version__') else ''}: {count / seconds:.2f} pages/s, {memory} MB")
