"""countWhisper.py FOLDER FIRST LAST: prints how many slots from FIRST to LAST (seconds since 1970) of all Whisper files hold a point."""

import os
import sys

import whisper

folder, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
found = 0
for place, _, files in os.walk(folder):
    for file in files:
        if file.endswith(".wsp"):
            _, values = whisper.fetch(os.path.join(place, file), first - 1, last)
            found += sum(value is not None for value in values)
print(found)
