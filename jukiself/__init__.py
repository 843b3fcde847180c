"""jukiself — 住基セルフ点検ブック: an offline self-inspection workbook for small municipalities.

The river, from the source to the sea; imports run downward only:

    app, cli              the only modules that know everybody
    gui                   the window (PySide6 lives only here and in app)
    work                  what people do: inspect, exchange, publish
    store excel pdf word  doors, one library each, blind to each other
    report                findings -> an outline of plain data
    survey                many offices' findings -> one survey, plain data
    training              stories, the questions for the room, tally and grading, plain data
    findings              checklist + answers -> findings, scores
    answers               what was said, what is open, the seal
    checklist             what is asked, conditions, rules, reading forms/

``places``, ``settings`` and ``journal`` lie beside the river.
"""

__version__ = "0.3.0"
