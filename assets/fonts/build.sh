#!/bin/sh
# Makes the built-in fonts. Run in this folder, on Debian with fonts-noto-cjk, fonts-noto-core, unicode-data and
# fonttools ≥ 4.
set -eu
cjk=/usr/share/fonts/opentype/noto
latin=/usr/share/fonts/truetype/noto
python3 characters.py "$cjk/NotoSansCJK-Regular.ttc" characters.txt
for weight in Regular Bold; do
    # Font 2 of the collection is Simplified Chinese.
    pyftsubset "$cjk/NotoSansCJK-$weight.ttc" --font-number=2 --text-file=characters.txt --layout-features='' \
        --no-hinting --output-file="NotoSansSC-$weight.otf"
    python3 latin.py "$latin/NotoSans-$weight.ttf" "NotoSans-$weight.ttf"
done
