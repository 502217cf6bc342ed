"""`Key('pk').eq(1) & Attr('qty').gt(3)`, and the expression it is sent as."""


class Condition:
    def __init__(self, text, *values):
        self.text, self.values = text, values

    def __and__(self, other):
        return Condition("({} AND {})", self, other)

    def __or__(self, other):
        return Condition("({} OR {})", self, other)

    def __invert__(self):
        return Condition("(NOT {})", self)


class Name:
    def __init__(self, name):
        self.name = name


class _Attribute:
    def __init__(self, name):
        self.name = name

    def _is(self, text, *values):
        return Condition(text, Name(self.name), *values)

    def eq(self, value):
        return self._is("{} = {}", value)

    def lt(self, value):
        return self._is("{} < {}", value)

    def lte(self, value):
        return self._is("{} <= {}", value)

    def gt(self, value):
        return self._is("{} > {}", value)

    def gte(self, value):
        return self._is("{} >= {}", value)

    def begins_with(self, value):
        return self._is("begins_with({}, {})", value)

    def between(self, low, high):
        return self._is("{} BETWEEN {} AND {}", low, high)


class Key(_Attribute):
    pass


class Attr(_Attribute):
    def ne(self, value):
        return self._is("{} <> {}", value)

    def is_in(self, values):
        marks = ", ".join(["{}"] * len(values))
        return self._is("{} IN (" + marks + ")", *values)

    def exists(self):
        return self._is("attribute_exists({})")

    def not_exists(self):
        return self._is("attribute_not_exists({})")

    def contains(self, value):
        return self._is("contains({}, {})", value)

    def size(self):
        return _Size(self.name)


class _Size(Attr):
    def _is(self, text, *values):
        return Condition(text.replace("{}", "size({})", 1), Name(self.name), *values)


class Expression:
    """Collects the placeholders of all expressions of one request."""

    def __init__(self):
        self.names, self.values = {}, {}

    def build(self, part):
        if isinstance(part, Condition):
            # The outermost brackets say nothing.
            return part.text.format(*[self.build(one) for one in part.values])
        if isinstance(part, Name):
            marks = []
            for piece in part.name.split("."):
                mark = f"#n{len(self.names)}"
                self.names[mark] = piece
                marks.append(mark)
            return ".".join(marks)
        mark = f":v{len(self.values)}"
        self.values[mark] = part
        return mark

    def outermost(self, condition):
        text = self.build(condition)
        while text.startswith("(") and text.endswith(")") and isinstance(condition, Condition):
            if condition.text not in ("({} AND {})", "({} OR {})", "(NOT {})"):
                break
            text = text[1:-1]
            break
        return text
