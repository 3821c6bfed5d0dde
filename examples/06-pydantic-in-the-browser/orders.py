"""Orders of a mill. Pydantic reads each, tidies it, and says what is wrong with it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator, model_validator

__all__ = ["order", "price", "slip"]

KG_PER_SACK = 25
CENTS_PER_KG = {"wheat": 140, "rye": 160, "spelt": 290}


class Order(BaseModel):
    """What a customer wants to have ground."""

    customer: Annotated[str, Field(min_length=2)]
    grain: Literal["wheat", "rye", "spelt"]
    kilograms: Annotated[float, Field(gt=0, le=500)]
    sacks: Annotated[int, Field(ge=1)]

    @field_validator("customer")
    @classmethod
    def tidy(cls, name: str) -> str:
        return " ".join(name.split()).title()

    @model_validator(mode="after")
    def fit(self) -> "Order":
        room = self.sacks * KG_PER_SACK
        if self.kilograms > room:
            raise ValueError(f"{self.sacks} sacks hold {room} kg, not {self.kilograms:g}")
        return self


def order(
    customer: str = "  ada   lovelace ",
    grain: Literal["wheat", "rye", "spelt"] = "spelt",
    kilograms: float = 60,
    sacks: int = 2,
) -> Order:
    """Checks what was filled in."""
    return Order(customer=customer, grain=grain, kilograms=kilograms, sacks=sacks)


def price(order: Order) -> float:
    """What it costs, in euros."""
    return order.kilograms * CENTS_PER_KG[order.grain] / 100


def slip(order: Order, price: float) -> str:
    """The line for the miller."""
    return f"{order.customer}: {order.kilograms:g} kg of {order.grain}, {price:.2f} EUR"
