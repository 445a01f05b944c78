"""From an admission to a living connection."""

import time

from parlour.gateway.connection import Connection, Line
from parlour.gateway.doors import Admitted
from parlour.gateway.gateway import Gateway
from parlour.gateway.operator_session import OperatorSession
from parlour.gateway.visitor_session import VisitorSession


def opened(gateway: Gateway, admitted: Admitted, line: Line) -> Connection:
    """Begin a connection for whoever was admitted; an operator's says welcome by itself."""
    now = time.monotonic()
    if admitted.standpoint.public_key:
        visitor = VisitorSession(admitted.standpoint, gateway.rates, now, is_preview_on=admitted.is_preview_on)
        return Connection(gateway, visitor, line)
    operator = OperatorSession(admitted.standpoint, gateway.rates, now)
    connection = Connection(gateway, operator, line)
    for topic in admitted.order_topics:
        connection.follow(topic)
    connection.carry_out(operator.begin())
    return connection
