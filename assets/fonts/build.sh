#!/bin/sh
# Makes the built-in font. Run in this folder, on Debian with fonts-noto-cjk, unicode-data and fonttools ≥ 4.
set -eu
from=/usr/share/fonts/opentype/noto
python3 characters.py "$from/NotoSansCJK-Regular.ttc" characters.txt
for weight in Regular Bold; do
    # Font 2 of the collection is Simplified Chinese.
    pyftsubset "$from/NotoSansCJK-$weight.ttc" --font-number=2 --text-file=characters.txt --layout-features='' \
        --no-hinting --output-file="NotoSansSC-$weight.otf"
done
