"""The lane of a case, from a policy file and nothing else: its own reader of the YAML that policies use, its own reading of
their expressions. docs/policies.md is what it follows."""

import re

UNKNOWN = object()  # what a missing signal makes of everything that it could have changed


# ---------------------------------------------------------------- the file


def read_policy(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip() for line in map(without_comment, file)]
    lines = [(len(line) - len(line.lstrip()), line.lstrip()) for line in lines if line.strip()]
    value, rest = block(lines, 0, 0)
    if rest != len(lines):
        raise ValueError("policy: cannot read '%s'" % lines[rest][1])
    return value


def without_comment(line):
    quote = None
    for at, letter in enumerate(line):
        if quote:
            quote = None if letter == quote else quote
        elif letter in "\"'" and (at == 0 or line[at - 1] in " [{,:"):
            quote = letter
        elif letter == "#" and (at == 0 or line[at - 1] == " "):
            return line[:at]
    return line


def block(lines, at, indent):
    if lines[at][1].startswith("- "):
        return sequence(lines, at, lines[at][0])
    return mapping(lines, at, max(indent, lines[at][0]))


def sequence(lines, at, indent):
    items = []
    while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("- "):
        rest = lines[at][1][2:].lstrip()
        if rest[0] in "{[\"'" or not re.match(r"[\w.-]+:( |$)", rest):
            items.append(scalar(rest))
            at += 1
        else:
            inner = indent + len(lines[at][1]) - len(rest)
            lines[at] = (inner, rest)
            value, at = mapping(lines, at, inner)
            items.append(value)
    return items, at


def mapping(lines, at, indent):
    entries = {}
    while at < len(lines) and lines[at][0] == indent and not lines[at][1].startswith("- "):
        key, _, rest = lines[at][1].partition(":")
        at += 1
        if rest.strip():
            entries[key.strip()] = scalar(rest.strip())
        else:
            entries[key.strip()], at = block(lines, at, indent + 1)
    return entries, at


def scalar(text):
    value, rest = flow(text)
    if rest.strip():
        # A plain scalar reaches to the end of its line, whatever is in it.
        return plain(text)
    return value


def flow(text):
    text = text.lstrip()
    if text[0] == "[":
        items, text = [], text[1:].lstrip()
        while text[0] != "]":
            item, text = flow(text)
            items.append(item)
            text = text.lstrip().removeprefix(",").lstrip()
        return items, text[1:]
    if text[0] == "{":
        entries, text = {}, text[1:].lstrip()
        while text[0] != "}":
            key, _, text = text.partition(":")
            entries[key.strip()], text = flow(text)
            text = text.lstrip().removeprefix(",").lstrip()
        return entries, text[1:]
    if text[0] in "\"'":
        end = text.index(text[0], 1)
        return text[1:end], text[end + 1 :]
    word = re.match(r"[^,\]\}]*", text).group()
    return plain(word.strip()), text[len(word) :]


def plain(word):
    if word in ("true", "false"):
        return word == "true"
    if word in ("null", "~", ""):
        return None
    try:
        return float(word)
    except ValueError:
        return word


# ---------------------------------------------------------------- expressions

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>\|\||&&|==|!=|<=|>=|[-+*/<>!?:.,()\[\]]))"
)


class Expression:
    """Recursive descent over one expression; evaluates while it parses."""

    def __init__(self, text, signals):
        self.signals, self.tokens, at = signals, [], 0
        text = text.strip()
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise ValueError("policy: cannot read '%s'" % text[at:])
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def value(self):
        value = self.choice()
        if self.at != len(self.tokens):
            raise ValueError("policy: what is %r?" % (self.tokens[self.at],))
        return value

    def takes(self, *signs):
        if self.at < len(self.tokens) and self.tokens[self.at][0] != "text" and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def choice(self):
        condition = self.either()
        if not self.takes("?"):
            return condition
        yes = self.choice()
        self.takes(":")
        no = self.choice()
        if condition is UNKNOWN:
            return yes if yes is not UNKNOWN and yes == no else UNKNOWN
        return yes if condition else no

    def either(self):
        value = self.both()
        while self.takes("||"):
            other = self.both()
            value = True if value is True or other is True else UNKNOWN if UNKNOWN in (value, other) else False
        return value

    def both(self):
        value = self.comparison()
        while self.takes("&&"):
            other = self.comparison()
            value = False if value is False or other is False else UNKNOWN if UNKNOWN in (value, other) else True
        return value

    def comparison(self):
        left = self.sum()
        sign = self.takes("==", "!=", "<=", ">=", "<", ">", "in")
        if not sign:
            return left
        right = self.sum()
        if sign in ("==", "!=") and None in (left, right):
            is_null = (left is None or left is UNKNOWN) and (right is None or right is UNKNOWN)
            return is_null == (sign == "==")
        if UNKNOWN in (left, right):
            return UNKNOWN
        return {
            "==": lambda: left == right,
            "!=": lambda: left != right,
            "<": lambda: left < right,
            "<=": lambda: left <= right,
            ">": lambda: left > right,
            ">=": lambda: left >= right,
            "in": lambda: left in right,
        }[sign]()

    def sum(self):
        value = self.product()
        while sign := self.takes("+", "-"):
            other = self.product()
            value = UNKNOWN if UNKNOWN in (value, other) else value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.unary()
        while sign := self.takes("*", "/"):
            other = self.unary()
            value = UNKNOWN if UNKNOWN in (value, other) else value * other if sign == "*" else value / other
        return value

    def unary(self):
        if self.takes("!"):
            value = self.unary()
            return UNKNOWN if value is UNKNOWN else not value
        if self.takes("-"):
            value = self.unary()
            return UNKNOWN if value is UNKNOWN else -value
        return self.members()

    def members(self):
        value = self.primary()
        while sign := self.takes(".", "["):
            if sign == "[":
                key = self.choice()
                self.takes("]")
                value = value.get(key, UNKNOWN)
                continue
            name = self.tokens[self.at][1]
            self.at += 1
            if self.takes("("):
                argument = self.choice()
                self.takes(")")
                value = (
                    UNKNOWN
                    if UNKNOWN in (value, argument)
                    else {"startsWith": value.startswith, "endsWith": value.endswith, "contains": value.__contains__}[name](argument)
                )
            else:
                value = value.get(name, UNKNOWN)
        return value

    def primary(self):
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1]
        if text == "(":
            value = self.choice()
            self.takes(")")
            return value
        if text == "[":
            items = []
            while not self.takes("]"):
                items.append(self.choice())
                self.takes(",")
            return items
        if text == "size":
            self.takes("(")
            value = self.choice()
            self.takes(")")
            return UNKNOWN if value is UNKNOWN else float(len(value))
        if text in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[text]
        if text not in self.signals:
            raise ValueError("policy: there is no signal '%s'" % text)
        value = self.signals[text]
        return UNKNOWN if value is None else value


# ---------------------------------------------------------------- lanes

SIGNALS = """confidence rawConfidence calibratedConfidence margin opinionsDisagree opinionAgreement ensembleAgreement novelty
risk complexity urgency value errorCost latencyBudgetMillis secondsToDeadline predictedError predictedDisagreement label action
source modelId modelVersion""".split()


def lane(policy, signals):
    """(lane, id of the rule) of a case by its known signals; None is a missing one."""
    known = {name: signals.get(name) for name in SIGNALS}
    known.update(reviewWanted=False, candidate=False, requiredSkills=[])
    known.update(features=signals["features"], slices=signals["slices"], threshold=thresholds(policy, known))
    for rule in policy["rules"]:
        if Expression(rule["when"], known).value() is True and not passed_over(policy, rule, known):
            return rule["lane"], rule["id"]
    return policy["otherwise"]["lane"], "otherwise"


def thresholds(policy, known):
    return {
        name: next((entry["is"] for entry in given.get("except", []) if fits(entry, known)), given["is"])
        for name, given in policy.get("thresholds", {}).items()
    }


def fits(entry, known):
    wanted = ((field, value) for field, value in entry.items() if field != "is")
    return all(known[field] in (value if isinstance(value, list) else [value]) for field, value in wanted)


def passed_over(policy, rule, known):
    if rule["lane"] != "automatic":
        return False
    accepted = policy.get("accept", {})
    uncalibrated = known["calibratedConfidence"] is None
    version = "%s@%s" % (known["modelId"], known["modelVersion"])
    return (known["risk"] is None and not accepted.get("unknown-risk", False)) or (
        uncalibrated and not {"*", version} & set(accepted.get("uncalibrated", []))
    )
