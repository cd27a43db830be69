"""The fixed words of homes: kinds of inspection, of grade, of state and of whose a home is."""

from corporate_parenting.words import WordedEnum


class InspectionKind(WordedEnum):
    FULL = "full", "Full inspection"
    ASSURANCE = "assurance", "Assurance inspection"
    INTERIM = "interim", "Interim inspection"
    MONITORING = "monitoring", "Monitoring inspection"
    EMERGENCY = "emergency", "Emergency inspection"


class Tone(WordedEnum):
    """How a grade is meant, whatever its scale calls it."""

    BEST = "best", "Better than is expected"
    GOOD = "good", "As is expected"
    CONCERN = "concern", "Not as good as is expected"
    FAILING = "failing", "Failing"
    PLAIN = "plain", "Neither good nor bad"

    @property
    def rank(self) -> int | None:
        """0 is best; None for words that are neither good nor bad."""
        return None if self is Tone.PLAIN else list(Tone).index(self)


class Governance(WordedEnum):
    """Whose a home is, whatever Ofsted's sector says."""

    OWN = "own", "Our own"
    TRUST = "trust", "Run by our trust"
    JOINT_VENTURE = "joint_venture", "Joint venture"
    COMMISSIONED = "commissioned", "Commissioned"
    AREA = "area", "Another provider’s, in our area"

    @property
    def is_ours(self) -> bool:
        return self is not Governance.AREA


OF_OURS = tuple(each for each in Governance if each.is_ours)


class Sector(WordedEnum):
    """As Ofsted has it. A joint venture is private there, and a trust's home voluntary."""

    LOCAL_AUTHORITY = "local_authority", "Local Authority"
    PRIVATE = "private", "Private"
    VOLUNTARY = "voluntary", "Voluntary"
    ACADEMY = "academy", "Academy"
    HEALTH_AUTHORITY = "health_authority", "Health Authority"


class Provision(WordedEnum):
    """The types of provision that a home may be registered as, in Ofsted's words."""

    CHILDRENS_HOME = "childrens_home", "Children's home"
    SECURE = "secure", "Secure children's home"
    SPECIAL_SCHOOL_HOME = (
        "special_school_home",
        "Residential special school (registered as a children's home)",
    )
    SPECIAL_SCHOOL = "special_school", "Residential Special School"
    FAMILY_CENTRE = "family_centre", "Residential Family Centre"
    HOLIDAY_SCHEME = "holiday_scheme", "Residential Holiday Scheme for Disabled Children"
    SUPPORTED = "supported", "Supported accommodation"
    OTHER = "other", "Other"


class HomeState(WordedEnum):
    PLANNED = "planned", "Planned"
    REGISTERED = "registered", "Registered"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"

    @property
    def is_running(self) -> bool:
        """Whether it is inspected and counted."""
        return self in (HomeState.REGISTERED, HomeState.OPEN)


class NoticeKind(WordedEnum):
    COMPLIANCE = "compliance", "Compliance notice"
    RESTRICTION = "restriction", "Restriction of accommodation"
    SUSPENSION = "suspension", "Suspension of registration"
    CANCELLATION = "cancellation", "Notice of cancellation"
    OTHER = "other", "Other notice"


class VisitKind(WordedEnum):
    REGULATION_44 = "regulation_44", "Regulation 44 visit"
    MEMBER = "member", "Member visit"
    OTHER = "other", "Other visit"


class AuthorityKind(WordedEnum):
    """How a council as a whole is inspected."""

    STANDARD = "standard", "Standard inspection"
    SHORT = "short", "Short inspection"
    FOCUSED = "focused", "Focused visit"
    MONITORING = "monitoring", "Monitoring visit"
    OTHER = "other", "Other inspection"

    @property
    def is_graded(self) -> bool:
        """Visits tell what was seen, and give no grade."""
        return self not in (AuthorityKind.FOCUSED, AuthorityKind.MONITORING)


class Subject(WordedEnum):
    """Whom an area of judgement is about."""

    HOME = "home", "A home"
    AUTHORITY = "authority", "The council as a whole"
