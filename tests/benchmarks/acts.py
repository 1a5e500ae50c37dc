"""What a visitor of the page "Train" does in each row of the benchmark, and the figures that come of it.
Every function is given a visitor who has just opened the page, and for how many seconds to watch.
"""

from statistics import median

from tests.benchmarks.visitor import Memory, Reading, Visitor

WARM_UP = 4.0  # seconds of training before anything is counted
TURNS = 7  # presses of a button in one visit
MOVES = 3  # moves of the learning rate in one visit
REST = 1.0  # seconds between two of them
HIDDEN = 6.0  # seconds that the tab is hidden
KNOWN = 240  # pictures of the past that are made again for other pairs
SCRUBBED = (0.1, 0.9, 0.4, 0.7)  # parts of the known past that somebody goes to
TURN = 5.0  # seconds of training between two times that somebody takes it in hand
LONGEST_RUN = 300.0  # seconds that the article's run may take
RATE = "train-rate"  # the name of the widget
WEIGHT = "input[data-touch='weight.number'], [data-touch='weight.number'] input"
EDITED = ("-1.5", "0.5", "2")  # typed into it

PICTURES, ANIMATION = "new pictures a second", "animation frames a second"
CURVES, EPOCHS = "strokes or redraws of the curves a second", "epochs a second"
STREAMLIT, STREAM = "messages of Streamlit while it plays", "messages to a stream of our own, a second"
RECEIVED, CPU, MOUNTS = "from the server, kB/s", "server CPU, % of one core", "remounts of the player"
TO_THE_END = "from press to end, s"
CPU_IN_ALL, CPU_TRAINING = "server CPU a picture, ms", "  the core's epoch alone, ms"
CPU_BESIDE = "  server CPU a picture beside the training, ms"
PAUSED, STEPPED = "press to paused, ms", "press to one step more, ms"
RATE_PRESSED, RATE_TOLD = "from the key to a picture of the new rate, ms", "  from the widget's message, ms"
TABLE = "from Enter to the new table, ms"
FIRST = "first picture, s"
UNSEEN, UNSEEN_CPU = "messages of a hidden tab in 6 s", "  server CPU meanwhile, ms"
SEEN_AGAIN = "  new pictures a second when seen again"
HEAP, HEAP_GROWTH, SERVER = "JavaScript heap, MB", "  at the end over the middle", "server memory, MB"
HEAP_SINCE, SERVER_SINCE = "  heap at the end over a quarter", "  server at the end over a quarter"

# At the smallest rate the loss hardly moves; one epoch at the largest changes it by far more than a fifth.
LEAPT = "!(Math.abs(probe.numbers()[1] / probe.loss - 1) < 0.2)"


def play(someone: Visitor, seconds: float) -> dict[str, float]:
    """Play, and count when it has become even."""
    someone.press("play")
    someone.wait(WARM_UP)
    seen = someone.watch(seconds)
    return pace(seen) | {
        CURVES: seen.curves / seen.seconds,
        EPOCHS: seen.epochs / seen.seconds,
        STREAMLIT: seen.streamlit_sent + seen.streamlit_received,
        STREAM: seen.stream_sent / seen.seconds,
        RECEIVED: seen.received / seen.seconds / 1000,
        CPU: 100 * seen.cpu / seen.seconds,
        MOUNTS: someone.read().mounts - 1,
    }


def pace(seen: Reading) -> dict[str, float]:
    """Pictures and frames a second."""
    return {PICTURES: seen.pictures / seen.seconds, ANIMATION: seen.animation / seen.seconds}


def whole_run(someone: Visitor, _: float) -> dict[str, float]:
    """Play to the end."""
    before = someone.read()
    someone.expect("probe.player().state === 'ended'")
    someone.press("play")
    someone.wait_until("probe.seen", LONGEST_RUN)
    took = someone.took() / 1000
    seen = someone.read().since(before)
    return {TO_THE_END: took, PICTURES: seen.pictures / took}


def cost(someone: Visitor, seconds: float) -> dict[str, float]:
    """Play with one epoch for each picture.

    The server's CPU holds training then too, but a known amount of it: an epoch, whose time the core's own
    process tells. (On the automatic pace training fills what is left of a picture's time.)"""
    someone.choose_pace("1")
    someone.press("play")
    someone.wait(WARM_UP)
    seen = someone.watch(seconds)
    each, core = 1000 * seen.cpu / seen.steps, 1000 * someone.server.epoch_seconds()
    return {CPU_IN_ALL: each, CPU_TRAINING: core, CPU_BESIDE: each - core} | pace(seen)


def hand(someone: Visitor, _: float) -> dict[str, float]:
    """Pause and go on, and ask for one step; raises RuntimeError if a picture changes after a pause."""
    paused, stepped = [], []
    for _ in range(TURNS):
        someone.press("play")
        someone.wait(REST)
        someone.expect("probe.player().state === 'paused'")
        someone.press("play")
        paused.append(someone.took())
        stay_paused(someone)
        someone.press("play")
        someone.wait(REST)
        someone.expect("probe.player().state === 'paused' && probe.player().step > probe.step")
        someone.press("step")
        stepped.append(someone.took())
    return {PAUSED: median(paused), STEPPED: median(stepped)}


def stay_paused(someone: Visitor) -> None:
    """Look on for a while; raises RuntimeError if anything moves."""
    step = someone.state()["step"]
    someone.wait(0.4)
    if (now := someone.state()["step"]) != step:
        raise RuntimeError(f"data-step must stay at {step} while paused, got {now}")


def rate(someone: Visitor, _: float) -> dict[str, float]:
    """Move the rate from the smallest to the largest while it plays; then begin again.

    What is seen is the first picture whose loss leaps. With Adam it does, and the run does not diverge."""
    someone.open_sidebar()
    someone.watch_widget(RATE)
    slider = someone.page.get_by_role("slider", name="Learning rate")
    pressed, told = [], []
    for turn in range(MOVES):
        if turn:
            slider.press("Home")
            someone.wait(REST)
            someone.page.get_by_role("button", name="Back to the same start").click()
            someone.wait_until("probe.player().state === 'idle' && probe.player().steps === '1'")
        someone.press("play")
        slider.focus()
        someone.wait(2 * REST)
        someone.expect(LEAPT)
        slider.press("End")
        pressed.append(someone.took())
        told.append(someone.took("told"))
    return {RATE_PRESSED: median(pressed), RATE_TOLD: median(told)}


def pairs(someone: Visitor, _: float) -> dict[str, float]:
    """Play for 240 pictures, pause, and type other pairs: the whole known past is predicted anew."""
    someone.open_sidebar()
    someone.page.get_by_test_id("stSidebar").get_by_text("Data", exact=True).click()
    field = someone.page.get_by_role("textbox", name="Pairs (a, b) to predict")
    someone.press("play")
    someone.wait_until(f"probe.player().step > {KNOWN}")
    someone.press("play")
    someone.page.locator("[data-panel=table1]").scroll_into_view_if_needed()  # what is out of view may wait
    someone.wait(REST)
    times = []
    for turn in range(TURNS):
        field.fill(f"1, {turn}; 5, -{turn}")
        someone.expect(
            f"document.querySelector('[data-panel=table1] [data-id=pair1]')?.textContent === '1, {turn}'"
            " && document.querySelector('[data-panel=table1] [data-id=prediction1]').textContent"
        )
        field.press("Enter")
        times.append(someone.took())
        someone.wait(REST)
    return {TABLE: median(times)}


def first(someone: Visitor, _: float) -> dict[str, float]:
    """Only look."""
    return {FIRST: someone.first_picture()}


def hidden(someone: Visitor, _: float) -> dict[str, float]:
    """Play, hide the tab and come back."""
    someone.press("play")
    someone.wait(WARM_UP)
    someone.hide(True)
    someone.wait(1.0)  # what was asked for is still answered
    unseen = someone.watch(HIDDEN)
    someone.hide(False)
    someone.wait(1.0)
    again = someone.watch(2.0)
    sent = unseen.streamlit_sent + unseen.stream_sent
    return {UNSEEN: sent, UNSEEN_CPU: 1000 * unseen.cpu, SEEN_AGAIN: again.pictures / again.seconds}


def memory(someone: Visitor, seconds: float) -> dict[str, float]:
    """Play, and look at what is in use in the middle and at the end."""
    someone.press("play")
    someone.wait(seconds / 2)
    middle = someone.memory()
    someone.wait(seconds / 2)
    end = someone.memory()
    return {HEAP: end.page, HEAP_GROWTH: end.page / middle.page, SERVER: end.server}


def use(someone: Visitor, seconds: float) -> dict[str, float]:
    """Train, scrub, edit a weight and begin again, over and over; look after a quarter and at the end."""
    someone.open_sidebar()
    start = someone.read().seconds
    quarter, end = (_used_until(someone, start + part * seconds) for part in (0.25, 1.0))
    return {
        HEAP: end.page,
        HEAP_SINCE: end.page / quarter.page,
        SERVER: end.server,
        SERVER_SINCE: end.server / quarter.server,
    }


def _used_until(someone: Visitor, moment: float) -> Memory:
    """Use the page until a moment on its own clock; what is in use when the run has begun again."""
    while someone.read().seconds < moment:
        _use(someone)
    someone.wait(REST)
    return someone.memory()


def _use(someone: Visitor) -> None:
    someone.press("play")
    someone.wait(TURN)
    someone.press("play")
    known = int(someone.state()["steps"])
    for part in SCRUBBED:
        someone.page.locator("[data-action=scrub]").fill(str(int(part * known)))
        someone.wait(REST / 4)
    for value in EDITED:
        someone.page.locator(WEIGHT).first.fill(value)
        someone.wait(REST / 4)
    someone.page.get_by_role("button", name="Back to the same start").click()
    someone.wait_until("probe.player().state === 'idle'")
