#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The shared screen, heard: the real speech-dispatcher and espeak-ng speak into a loudspeaker that
writes down what it gets, as fast as a real one would play it. Every screen of a resident is spoken in
German, Turkish and Arabic; what sounds is what espeak-ng's voice of just that language makes of
the words (their spectra are alike, those of the other voices are not); a button stops it, and starts it
again from the beginning.

By hand, for it takes the minutes that speaking takes, and packages that nothing else needs:
speech-dispatcher, speech-dispatcher-espeak-ng, speech-dispatcher-audio-plugins, espeak-ng, pulseaudio,
pulseaudio-utils. With -v it tells what it heard."""
import contextlib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
try:
    import numpy as np
except ImportError:
    np = None
import desk as desks  # noqa: E402
from driver import new_workshop, wait_for  # noqa: E402

RATE = 22050
NAMES = {"de": "Deutsch", "tr": "Türkçe", "ar": "العربية"}
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in NAMES}
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]
MODULES = pathlib.Path("/usr/lib/speech-dispatcher-modules")
SPEECHD = """
LogLevel 5
LogDir "{folder}"
AudioOutputMethod "pulse"
DefaultVolume 100
SymbolsPreproc "none"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
"""
# A loudspeaker that is none, as fast as a real one; what it got is written down from its other side.
PULSE = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
         "--disable-shm=yes", "-L", "module-null-sink sink_name=ear rate=%d channels=1 format=s16le" % RATE,
         "-L", "module-native-protocol-unix auth-anonymous=1 socket={folder}/pulse.sock"]
EAR = ["parec", "-d", "ear.monitor", "--raw", "--format=s16le", "--rate=%d" % RATE, "--channels=1",
       "--latency-msec=20"]
number = failed = 0


def check(name, part, *arguments):
    global number, failed
    number += 1
    fault = None
    try:
        part(*arguments)
    except (AssertionError, LookupError, TimeoutError) as error:
        fault = repr(error)
        failed += 1
        print("# " + fault)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def missing():
    lacks = desks.missing(any_toolkit=True)
    for there, package in ((shutil.which("speech-dispatcher"), "speech-dispatcher"),
                           ((MODULES / "sd_espeak-ng").exists(), "speech-dispatcher-espeak-ng"),
                           (list(pathlib.Path("/usr/lib").glob("*/speech-dispatcher/spd_pulse.so")),
                            "speech-dispatcher-audio-plugins"),
                           (shutil.which("pulseaudio"), "pulseaudio"),
                           (shutil.which("parec"), "pulseaudio-utils"),
                           (shutil.which("espeak-ng"), "espeak-ng"), (np, "python3-numpy")):
        if not there:
            lacks.append(package)
    return lacks


def loud(samples):
    """Where it sounds."""
    return samples[np.abs(samples) > 300]


def colours(samples):
    """The spectrum over time: a line each 12 ms, 24 bands up to 10 kHz, logarithms."""
    size, step = 512, 256
    if len(samples) < 2 * size:
        return np.zeros((1, 24))
    lines = np.lib.stride_tricks.sliding_window_view(samples, size)[::step] * np.hanning(size)
    return np.log(np.abs(np.fft.rfft(lines))[:, :240].reshape(len(lines), 24, 10).mean(2) + 1000)


def likeness(heard, voice, seconds=4):
    """From 0 to 1: how well that second of what the voice says at first which is found best is found in
    what was heard. Not waves: the voice makes its hissing sounds anew each time; and not all at once: a
    busy computer makes gaps."""
    one, other = colours(voice[np.flatnonzero(np.abs(voice) > 300)[0]:][:int(seconds * RATE)]), colours(heard)
    size, found = 86, []
    size = min(size, len(one))
    if len(other) < size:
        return 0
    parts = np.lib.stride_tricks.sliding_window_view(other, size, axis=0)
    parts = parts - parts.mean(2, keepdims=True)
    powers = (parts ** 2).sum((1, 2)) + 1
    for start in range(0, len(one) - size + 1, size // 2):
        piece = one[start:start + size] - one[start:start + size].mean(0)
        found.append(np.max(np.einsum("lbt,tb->l", parts, piece) / np.sqrt(powers * (piece ** 2).sum() + 1)))
    return float(max(found))


def spoken(language, text):
    """By the voice itself, without all that lies between."""
    done = subprocess.run(["espeak-ng", "-v", language, "-s", "170", "--stdout"], input=text.encode(),
                          capture_output=True, check=True)
    return np.frombuffer(done.stdout[44:len(done.stdout) // 2 * 2], np.int16).astype(float)


class Loudspeaker:
    def __init__(self, folder):
        self.folder, self.mark, self.seen, self.running = pathlib.Path(folder), 0, 0, []
        # Of each screen: whether it sounded most like the voice that should have spoken.
        self.right = []
        (self.folder / "conf/modules").mkdir(parents=True)
        (self.folder / "conf/speechd.conf").write_text(SPEECHD.format(folder=folder))
        (self.folder / "conf/modules/espeak-ng.conf").write_text("EspeakNormalRate 170\n")
        self.socket, self.ear = self.folder / "speech.sock", self.folder / "heard.raw"

    def run(self, command, out):
        env = dict(os.environ, PULSE_SERVER="unix:%s/pulse.sock" % self.folder,
                   PULSE_RUNTIME_PATH=str(self.folder), HOME=str(self.folder), XDG_CONFIG_HOME="",
                   PULSE_COOKIE=str(self.folder / "cookie"))
        self.running.append(subprocess.Popen(
            [part.format(folder=self.folder) for part in command], env=env, stdout=open(out, "wb"),
            stderr=open(self.folder / "said", "ab")))

    def __enter__(self):
        self.run(PULSE, self.folder / "pulse")
        wait_for("the sound server listens", (self.folder / "pulse.sock").exists)
        self.run(EAR, self.ear)
        wait_for("the ear is open", lambda: self.ear.stat().st_size > 0)
        self.run(["speech-dispatcher", "--run-single", "-t", "0", "-C", str(self.folder / "conf"), "-c",
                  "unix_socket", "-S", str(self.socket), "-P", str(self.folder / "pid")],
                 self.folder / "speechd")
        wait_for("the speech-dispatcher listens", self.socket.exists)
        return self

    def __exit__(self, *what):
        for process in reversed(self.running):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()

    def from_now(self):
        """Forgets what was heard so far."""
        self.mark, self.seen = self.ear.stat().st_size // 2, len(self.messages())

    def messages(self):
        log = (self.folder / "speech-dispatcher.log").read_text(encoding="utf-8", errors="replace")
        return re.findall(r"MSG after index marking: \|(.*?)\|", log, re.S)

    def samples(self):
        """All that was heard since, from where it is silent no more."""
        with open(self.ear, "rb") as file:
            file.seek(2 * self.mark)
            data = file.read()
        samples = np.frombuffer(data[:len(data) // 2 * 2], np.int16).astype(float)
        sounds = np.flatnonzero(np.abs(samples) > 300)
        return samples[sounds[0]:] if len(sounds) else samples[:0]

    def hears(self, language, *words):
        """Something sounds, and it is these words, given to that voice; returns them. How alike it is to
        the voice is noted: where a busy computer makes gaps, one screen alone proves nothing."""
        wait_for("a sound in " + language, lambda: len(loud(self.samples())) > 0.7 * RATE, 20)
        wait_for("words", lambda: len(self.messages()) > self.seen)
        text = self.messages()[self.seen]
        plain = html.unescape(re.sub("<[^>]*>", "", text))
        for word in words:
            assert word in plain, (word, plain)

        log = (self.folder / "speech-dispatcher.log").read_text(encoding="utf-8", errors="replace")
        assert re.findall(r"^language=(\w+)$", log, re.M)[-1] == language, text
        with contextlib.suppress(AssertionError):
            wait_for("enough to compare", lambda: len(loud(self.samples())) > 2.5 * RATE, 4)
        samples = self.samples()[:6 * RATE]
        same = {name: round(likeness(samples, spoken(name, plain)), 2) for name in NAMES}
        self.right.append(max(same, key=same.get) == language)
        if "-v" in sys.argv:
            print("# %s: %s" % (same, plain))
        return plain

    def rests(self):
        """The sound goes on no more; returns the seconds that it went on."""
        def stopped():
            samples = self.samples()
            return len(samples) > RATE // 2 and not len(loud(samples[-RATE // 2:]))

        wait_for("silence", stopped)
        return np.flatnonzero(np.abs(self.samples()) > 300)[-1] / RATE


def buttons(desk, name, least=1):
    """Those of that name, the smallest first: that of the bar; the tile of the second screen has the
    same name, and is there for assistive technology even when another screen shows."""
    def found():
        all_of_them = desk.all(name, role="push button", active=True)
        return len(all_of_them) >= least and all_of_them

    return sorted(wait_for("buttons " + name, found),
                  key=lambda node: desk.extents(node)[2] * desk.extents(node)[3])


def screens(desk, speaker, code):
    """From the first to the last, all in one language."""
    words = WORDS[code]
    speaker.right.clear()

    def step(button, *expected):
        speaker.from_now()
        desk.press(button)
        return speaker.hears(code, *expected)

    desk.press(WORDS["de"]["touch"])
    desk.press(NAMES[code])
    # Nobody has asked for it yet; then each screen speaks by itself.
    step(buttons(desk, words["way_aloud"], 2)[0], words["way_title"])
    desk.press(words["aloud_stop"])
    speaker.rests()
    text = step(buttons(desk, words["way_aloud"], 2)[-1], words["notice_title"], words["notice_free"],
                words["join"])
    # Stopped in the middle of it, and from the beginning.
    whole = len(spoken(code, text)) / RATE
    desk.press(words["aloud_stop"])
    took = speaker.rests()
    assert took < whole - 1, (took, whole)
    assert step(buttons(desk, words["way_aloud"], 2)[0], words["notice_title"]) == text
    # Another screen ends it as well.
    speaker.from_now()
    desk.press(words["join"])
    speaker.hears(code, words["draw_title"], words["line"])
    speaker.from_now()
    desk.click(960, 500)
    speaker.hears(code, words["about_title"], TOPIC[code])
    step(TOPIC[code], words["check_title"])
    step(words["write"], words["text_hint"])
    step(words["more"], words["check_title"])
    step(words["send"], words["thanks_title"])
    step(words["again"], words["draw_title"])
    step(words["back"], words["notice_title"])
    step(words["look"], words["look_title"])
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])
    print("# %s: %d of %d screens sound most like its voice" % (code, sum(speaker.right), len(speaker.right)))
    assert sum(speaker.right) > 0.7 * len(speaker.right), speaker.right


def choice_of_languages(desk, speaker):
    """Each language is named by its own voice."""
    desk.press(WORDS["de"]["touch"])
    button = wait_for("the button in the bar", lambda: [
        node for node in desk.all(WORDS["de"]["way_aloud"], role="push button", active=True)
        if desk.extents(node)[2] < 120])[0]
    speaker.from_now()
    desk.press(button)
    speaker.hears("de", WORDS["de"]["choose_language"])

    name = spoken("tr", NAMES["tr"] + ".")
    wait_for("Turkish is named in Turkish", lambda: likeness(speaker.samples(), name) > 0.8, 30)
    desk.press(WORDS["de"]["cancel"])
    desk.find(WORDS["de"]["touch"])


def still_there(desk, speaker):
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = "5"
    desk.start()
    desk.press(WORDS["de"]["touch"])
    desk.press(NAMES["tr"])
    desk.press(buttons(desk, WORDS["tr"]["way_aloud"], 2)[-1])
    desk.press(WORDS["tr"]["aloud_stop"])
    speaker.from_now()
    desk.find(WORDS["tr"]["still_title"], timeout=30)
    # Not the end of what was stopped.
    speaker.mark = speaker.ear.stat().st_size // 2 - RATE
    speaker.hears("tr", WORDS["tr"]["still_title"])


def main():
    lacks = missing()
    if lacks:
        print("1..0 # SKIP nothing is heard here, not installed: " + ", ".join(lacks))
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-aloud-") as folder, Loudspeaker(folder) as speaker:
        path = new_workshop(folder, "Nordmarkt")
        with desks.Desk(args=["--kiosk", path], size=(1920, 1080),
                        env={"SPEECHD_ADDRESS": "unix_socket:%s" % speaker.socket}) as desk:
            for code in NAMES:
                check("every screen is heard in " + code, screens, desk, speaker, code)
            check("languages are named by their voices", choice_of_languages, desk, speaker)
            check("the question after silence is heard", still_there, desk, speaker)
        if failed:
            print("# " + (speaker.folder / "said").read_text(errors="replace")[-2000:].replace("\n", "\n# "))
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
