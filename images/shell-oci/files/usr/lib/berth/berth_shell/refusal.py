"""Why a verb was not done: `refused` (it may not be, or what was given is wrong), `absent`, `conflict`, `full`,
`not-started` (the runtime could not start the program), `failed`."""


class Refusal(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
