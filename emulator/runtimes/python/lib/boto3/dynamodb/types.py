"""Python values as DynamoDB attributes, and back."""

from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow

DYNAMODB_CONTEXT = Context(
    Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow]
)


class Binary:
    def __init__(self, value):
        self.value = bytes(value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Binary) else other)

    def __hash__(self):
        return hash(self.value)

    def __bytes__(self):
        return self.value

    def __repr__(self):
        return f"Binary({self.value!r})"


class TypeSerializer:
    def serialize(self, value):
        if value is None:
            return {"NULL": True}
        if isinstance(value, bool):
            return {"BOOL": value}
        if isinstance(value, (int, Decimal)):
            return {"N": self._number(value)}
        if isinstance(value, float):
            raise TypeError("Float types are not supported. Use Decimal types instead.")
        if isinstance(value, str):
            return {"S": value}
        if isinstance(value, (bytes, bytearray, Binary)):
            return {"B": bytes(value)}
        if isinstance(value, (set, frozenset)):
            return self._set(value)
        if isinstance(value, dict):
            return {"M": {name: self.serialize(one) for name, one in value.items()}}
        if isinstance(value, (list, tuple)):
            return {"L": [self.serialize(one) for one in value]}
        raise TypeError(f'Unsupported type "{type(value)}" for value "{value}"')

    def _number(self, value):
        number = str(DYNAMODB_CONTEXT.create_decimal(value))
        if number in ("Infinity", "-Infinity", "NaN"):
            raise TypeError("Infinity and NaN not supported")
        return number

    def _set(self, values):
        if values and all(isinstance(one, str) for one in values):
            return {"SS": sorted(values)}
        if values and all(isinstance(one, (int, Decimal)) for one in values):
            return {"NS": [self._number(one) for one in sorted(values)]}
        if values and all(isinstance(one, (bytes, Binary)) for one in values):
            return {"BS": [bytes(one) for one in values]}
        raise TypeError(f'Unsupported type "{type(values)}" for value "{values}"')


class TypeDeserializer:
    def deserialize(self, attribute):
        ((kind, value),) = attribute.items()
        if kind == "NULL":
            return None
        if kind == "N":
            return DYNAMODB_CONTEXT.create_decimal(value)
        if kind == "B":
            return Binary(value)
        if kind == "NS":
            return {DYNAMODB_CONTEXT.create_decimal(one) for one in value}
        if kind == "SS":
            return set(value)
        if kind == "BS":
            return {Binary(one) for one in value}
        if kind == "L":
            return [self.deserialize(one) for one in value]
        if kind == "M":
            return {name: self.deserialize(one) for name, one in value.items()}
        return value
