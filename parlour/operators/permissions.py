"""What a seat may do."""

from parlour.operators.models import Operator


def may_manage_operators(operator: Operator) -> bool:
    """Owners invite and remove."""
    return operator.role == Operator.Role.OWNER
