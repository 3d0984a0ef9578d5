"""Writes characters.txt: what the built-in font can draw, as far as Noto Sans CJK SC has it.

GB 2312 in full; the 8,105 hanzi of the Table of General Standard Chinese Characters (2013, kTGH in Unihan), whose
third level is mostly what people and places are called; ASCII, Latin-1, pinyin; and the signs of the interface.
"""

import bz2
import re
import sys

from fontTools.ttLib import TTFont

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SIGNS = (
    "−×÷±≠≈≥≤∞√∑∅→←↑↓↔↕⇄⇒↗↘①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●▲■◆▼○△□◇◎★☆✓✗"
    "…—–‒·•‘’“”‹›«»▶◀▷◁▽▪▫◐◑◒◓⊕⊗⊘⌘⇧⏎⋯≡€£¥™©®№℃‰†‡′″½¼¾²³⁰"
)


def gb2312():
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield bytes([high, low]).decode("gb2312", errors="ignore")


def general_standard():
    for line in bz2.open(UNIHAN, "rt", encoding="utf-8"):
        if match := re.match(r"U\+([0-9A-F]+)\tkTGH\t", line):
            yield chr(int(match[1], 16))


def ranges(*pairs):
    for first, last in pairs:
        yield from map(chr, range(first, last + 1))


font, out = sys.argv[1:]
has = TTFont(font, fontNumber=2, lazy=True).getBestCmap()
wanted = {*gb2312(), *general_standard(), *SIGNS, *ranges((0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC))} - {""}
with open(out, "w", encoding="utf-8") as file:
    characters = "".join(sorted(c for c in wanted if ord(c) in has))
    file.writelines(characters[i : i + 64] + "\n" for i in range(0, len(characters), 64))
