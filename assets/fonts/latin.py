"""Makes the Latin supplement: letters that Noto Sans CJK lacks, and punctuation as wide as Latin letters want it.

The line of the supplement is as high as that of the built-in font, so that a language switch moves nothing.
"""

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

source, out = sys.argv[1:]
letters = [*range(0x100, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x18F, 0x259, *range(0x1E00, 0x1F00)]
punctuation = [ord(c) for c in "‘’“”…·–—"]

font = TTFont(source)
subsetter = Subsetter(Options(layout_features=[], hinting=False))
subsetter.populate(unicodes=letters + punctuation)
subsetter.subset(font)
font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = 1160, -288, 0
os2 = font["OS/2"]
os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = 880, -120, 0
os2.usWinAscent, os2.usWinDescent = 1160, 288
os2.fsSelection &= ~(1 << 7)  # lines are as high as hhea says
font.save(out)
