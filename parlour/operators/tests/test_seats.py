"""Seats are taken, changed, and taken away."""

import pytest

from parlour.lib.ids import new_id
from parlour.lib.refusals import Conflict, InvalidInput, NotAllowed, NotFound
from parlour.operators.commands import change_profile, remove_operator, set_availability, set_photo_name, take_seat
from parlour.operators.events import OperatorChanged, OperatorRemoved
from parlour.operators.models import Operator
from parlour.operators.queries import answering, colleague, face, operator, operators, seat_of
from parlour.organizations.models import Organization
from parlour.realtime.presence import presence


def test_a_seat_that_was_taken_away_is_gone_and_announced(
    announced: list[object], ada: Operator, ben: Operator
) -> None:
    announced.clear()
    remove_operator(ada, ben.pk)
    assert announced == [OperatorRemoved(ada.organization_id, ben.pk)]
    assert list(operators(ada.organization)) == [ada]
    assert seat_of(ben.account) is None
    with pytest.raises(NotFound):
        operator(ada.organization, ben.pk)


def test_a_seat_is_not_taken_away_twice(ada: Operator, ben: Operator) -> None:
    remove_operator(ada, ben.pk)
    with pytest.raises(NotFound):
        remove_operator(ada, ben.pk)


def test_only_an_owner_takes_seats_away(ada: Operator, ben: Operator) -> None:
    with pytest.raises(NotAllowed):
        remove_operator(ben, ada.pk)


def test_the_last_owner_stays(ada: Operator, ben: Operator, cleo: Operator, shop: Organization) -> None:
    with pytest.raises(Conflict):
        remove_operator(ada, ada.pk)
    fay = take_seat(shop, cleo.account, name="Fay", role=Operator.Role.OWNER)
    remove_operator(fay, ada.pk)
    with pytest.raises(Conflict):
        remove_operator(fay, fay.pk)


def test_a_seat_of_another_organization_is_not_there(ada: Operator, cleo: Operator) -> None:
    for operator_id in (cleo.pk, new_id()):
        with pytest.raises(NotFound):
            remove_operator(ada, operator_id)
        with pytest.raises(NotFound):
            operator(ada.organization, operator_id)
        with pytest.raises(NotFound):
            set_availability(ada.organization, operator_id, accepts_chats=False)


def test_nobody_has_two_seats_in_one_organization(ben: Operator, shop: Organization) -> None:
    with pytest.raises(Conflict):
        take_seat(shop, ben.account, name="Ben again", role=Operator.Role.OPERATOR)


def test_somebody_who_left_can_be_given_a_seat_again(ada: Operator, ben: Operator) -> None:
    remove_operator(ada, ben.pk)
    again = take_seat(ada.organization, ben.account, name="Ben", role=Operator.Role.OPERATOR)
    assert seat_of(ben.account) == again


def test_a_profile_is_changed_in_parts(announced: list[object], ben: Operator) -> None:
    announced.clear()
    change_profile(ben, name=None, job_title="  Parcels \n and more ", motto=None)
    ben.refresh_from_db()
    assert (ben.name, ben.job_title, ben.motto) == ("Ben", "Parcels and more", "")
    assert announced == [OperatorChanged(ben.organization_id, ben.pk)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"job_title": "x" * 121}, "job_title"),
        ({"motto": "x" * 201}, "motto"),
        ({"motto": "\ud800"}, "motto"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_a_part_that_cannot_be_shown_is_refused_by_its_field(
    ben: Operator, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        change_profile(ben, **{"name": None, "job_title": None, "motto": None} | changes)
    assert refused.value.field == field
    ben.refresh_from_db()
    assert ben.name == "Ben"


def test_who_is_here_and_accepts_chats_answers(announced: list[object], ada: Operator, ben: Operator) -> None:
    for seat in (ada, ben):
        presence.arrive(seat.pk, f"connection of {seat.name}")
    try:
        assert {each.name for each in answering(ada.organization)} == {"Ada", "Ben"}
        announced.clear()
        set_availability(ben.organization, ben.pk, accepts_chats=False)
        assert announced == [OperatorChanged(ben.organization_id, ben.pk)]
        assert {each.name for each in answering(ada.organization)} == {"Ada"}
    finally:
        for seat in (ada, ben):
            presence.leave(seat.pk, f"connection of {seat.name}")
    assert answering(ada.organization) == ()


def test_visitors_see_a_face_and_colleagues_an_address(ben: Operator) -> None:
    set_photo_name(ben, "photo.webp")
    shown = face(ben)
    assert (shown.name, shown.photo_url) == ("Ben", "/photos/photo.webp")
    assert not hasattr(shown, "email")
    assert colleague(ben).email == "ben@shop.example"
