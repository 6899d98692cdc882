"""cairo with pango through PyGObject (python3-gi, python3-gi-cairo, gir1.2-pango-1.0): the same pages, layouts set once
and scaled to fit, one file each in memory. Python adds a few per cent; the work is in the C libraries."""
import io
import json
import resource
import sys
import time

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

records = json.load(open(sys.argv[1]))
count = int(sys.argv[2])
fonts = {size: Pango.FontDescription(f"IPAmjMincho {size}") for size in (18, 12, 9, 6.5, 5.5)}
for size, font in fonts.items():
    font.set_absolute_size(size * Pango.SCALE)


def show(context, layout, size, x, y, text, width=None, wrap=False):
    layout.set_font_description(fonts[size])
    layout.set_width(int(width * Pango.SCALE) if wrap else -1)
    layout.set_text(text, -1)
    context.save()
    context.translate(x, y)
    if width and not wrap:
        wide = layout.get_size()[0] / Pango.SCALE
        if wide > width:
            context.scale(width / wide, width / wide)
    PangoCairo.show_layout(context, layout)
    context.restore()


def page(record):
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, 595, 842)
    context = cairo.Context(surface)
    layout = PangoCairo.create_layout(context)
    show(context, layout, 18, 36, 40, record["title"])
    show(context, layout, 9, 460, 44, record["id"])
    context.set_line_width(0.5)
    for f in record["fields"]:
        context.rectangle(f["x"], f["y"], f["w"], f["h"])
        context.stroke()
        show(context, layout, 6.5, f["x"] + 2, f["y"] + 1.5, f["label"])
        if f["label"] == "備考":
            show(context, layout, 5.5, f["x"] + 4, f["y"] + 10, f["value"], f["w"] - 8, True)
        else:
            show(context, layout, 12, f["x"] + 4, f["y"] + 12, f["value"], f["w"] - 8)
    surface.finish()
    return out.getvalue()


page(records[0])
start = time.perf_counter()
for index in range(count):
    page(records[index % len(records)])
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"cairo {cairo.cairo_version_string()}: {count / seconds:.2f} pages/s, {memory} MB")
