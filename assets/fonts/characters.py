"""Writes characters.txt: what the built-in font can draw, as far as Noto Sans CJK SC has it.

GB 2312 in full; the 8,105 hanzi of the Table of General Standard Chinese Characters (2013, kTGH in Unihan), whose
third level is mostly what people and places are called; traditional hanzi that names are written with; ASCII, Latin-1
and pinyin; and the signs of the interface.
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
TRADITIONAL = (
    "偉傑劉勛勲勳叡吳喬國堯壽夢嬌孫學宮實寧審寶將專尋對導峯嵐帥師庫廟廣張強彥徹慶憲應懷戰戶擇據數時晉暉暢"
    "曄曉書會東楊極榮橋權歐歡歲歷氣決沖況洩涼淨淵減測湯溫滄滬滿漢漸潔潛潤澗澤濟濤濬濱瀟瀾灝為無煒燁爺爾狀"
    "獨獻珮現瑋瑠瑩環璽瓊畢畫異當疊發盡監盤盧盪瞾矯砡碩確禎禮種稱穎穩窮競筆節範築簡糧紀約紅純細紹終組結絡"
    "給統經綠綪維綱網緁緈緒線緣練總績繆織繼續羅義聖聞聯聰肅腦臨興舉舊艷莊華萬葉蓋蔣蕭藝藥蘇蘭處虛號蝦裝複"
    "見視親覺觀計討訓託記許評詠詧詩話該詳認語誠說誼談請論諮諲諾謀謙講謝證識譚譜譞議護讓豐豔貝貞財責貴資賈"
    "賢質賴購贊趕趙躍車軌軍軒輝輪輯轉農進運過達遠適遲選遺邁邏鄉鄒鄧鄭醫釋釗鈊鈺鉅鉷銀銅銘鋐鋒鋼錄錡錢錦鍇"
    "鍵鍾鎔鎮鏐鏡鐘鐩鐵鑑鑒長門閃開閔閻關陣陰陳陸陽際隨險隱雙雜雲電靈靜韋韓頂順須頌預頓頔領頫頭頵題額顏顒"
    "顗願類顥飛養餘馬馮駕駪駿騄騏騑騰驕驗驩髙魯鮑鳳鳴鴒鴻鵬鶴鷟麗麥黃黨齊齡龍龑龔龜龥"
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
wanted = {*gb2312(), *general_standard(), *SIGNS, *TRADITIONAL, *ranges((0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC))} - {""}
with open(out, "w", encoding="utf-8") as file:
    characters = "".join(sorted(c for c in wanted if ord(c) in has))
    file.writelines(characters[i : i + 64] + "\n" for i in range(0, len(characters), 64))
